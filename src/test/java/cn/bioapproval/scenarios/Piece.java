package cn.bioapproval.scenarios;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A piece of a scenario file that knows its place: a text, a list, a table of keys, or nothing. */
final class Piece {

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-|/|\\.|年)(\\d{1,2})(?:-|/|\\.|月)(\\d{1,2})日?");

    private final Path file;
    private final Node node;

    Piece(Path file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** File and line as a process owner finds them. */
    String place() {
        return ScenarioFile.shown(file) + " 第 " + line() + " 行";
    }

    int line() {
        return node.getStartMark().getLine() + 1;
    }

    Path file() {
        return file;
    }

    boolean isTable() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isText() {
        return node instanceof ScalarNode && !isNothing();
    }

    /** Nothing stands behind the key, or {@code ~}. */
    boolean isNothing() {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    /** The failure that names this place. */
    ScenarioFailure wrong(String problem) {
        return new ScenarioFailure("场景文件有误：" + place() + "\n  " + problem);
    }

    String text() {
        if (!isText()) {
            throw wrong("这里应当写一个值，而不是" + kind() + "。");
        }
        return ((ScalarNode) node).getValue().strip();
    }

    private String kind() {
        return isTable() ? "一组键和值" : isList() ? "一个列表" : "留空";
    }

    int whole() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw wrong("“" + text() + "”应当是一个整数。");
        }
    }

    BigDecimal number() {
        try {
            return new BigDecimal(text().replace(",", "").replaceAll("\\s*(万元|工作日|天)$", ""));
        } catch (NumberFormatException e) {
            throw wrong("“" + text() + "”应当是一个数字。");
        }
    }

    boolean flag() {
        return asFlag(text()).orElseThrow(() -> wrong("“" + text() + "”应当是 是（true）或 否（false）。"));
    }

    static Optional<Boolean> asFlag(String text) {
        return switch (text) {
            case "true", "是", "勾选", "yes", "有" -> Optional.of(true);
            case "false", "否", "不勾选", "no", "没有" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    LocalDate date() {
        return asDate(text()).orElseThrow(() -> wrong("“" + text() + "”不是日期，请写成 2026-03-05 或 2026年3月5日。"));
    }

    static Optional<LocalDate> asDate(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The entries of a table in the order of the file; a key that stands twice is refused. */
    Map<String, Piece> entries() {
        if (isNothing()) {
            return Map.of();
        }
        if (!(node instanceof MappingNode table)) {
            throw wrong("这里应当写一组“键: 值”，而不是" + kind() + "。");
        }
        Map<String, Piece> entries = new LinkedHashMap<>();
        Map<String, Piece> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : table.getValue()) {
            Piece key = new Piece(file, tuple.getKeyNode());
            if (isMerge(tuple)) {
                new Piece(file, tuple.getValueNode()).items().forEach(each -> merged.putAll(each.entries()));
            } else if (entries.put(key.text(), new Piece(file, tuple.getValueNode())) != null) {
                throw key.wrong("键“" + key.text() + "”写了两次。");
            }
        }
        merged.forEach(entries::putIfAbsent);
        return entries;
    }

    /** {@code <<: *anchor} takes over the entries of another table. */
    private static boolean isMerge(NodeTuple tuple) {
        return tuple.getKeyNode().getTag().equals(Tag.MERGE);
    }

    /** The items of a list; a single value counts as a list of one. */
    List<Piece> items() {
        if (isNothing()) {
            return List.of();
        }
        if (!(node instanceof SequenceNode list)) {
            return List.of(this);
        }
        List<Piece> items = new ArrayList<>();
        list.getValue().forEach(item -> items.add(new Piece(file, item)));
        return items;
    }

    List<String> texts() {
        return items().stream().map(Piece::text).toList();
    }

    @Nullable Piece get(String key) {
        return entries().get(key);
    }

    Optional<Piece> find(String key) {
        return Optional.ofNullable(get(key));
    }

    Piece require(String key, String where) {
        return find(key).orElseThrow(() -> wrong(where + "缺少“" + key + "”。"));
    }

    /** Refuses every key that is not known here, naming the nearest known one. */
    Piece withOnly(String where, Collection<String> known) {
        for (NodeTuple tuple : isTable() ? ((MappingNode) node).getValue() : List.<NodeTuple>of()) {
            Piece key = new Piece(file, tuple.getKeyNode());
            if (!isMerge(tuple) && !known.contains(key.text())) {
                throw key.wrong("%s里没有“%s”这个键。%s可以写的键：%s。"
                        .formatted(where, key.text(), Nearest.hint(key.text(), known), String.join("、", known)));
            }
        }
        entries();
        return this;
    }

    /** The place of a key of this table. */
    Piece key(String name) {
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            Piece key = new Piece(file, tuple.getKeyNode());
            if (key.text().equals(name)) {
                return key;
            }
        }
        return this;
    }
}
