package cn.bioapproval.scenarios;

import static cn.bioapproval.scenarios.Scenario.ordered;

import cn.bioapproval.scenarios.Scenario.Check;
import cn.bioapproval.scenarios.Scenario.Claim;
import cn.bioapproval.scenarios.Scenario.ClockTable;
import cn.bioapproval.scenarios.Scenario.Days;
import cn.bioapproval.scenarios.Scenario.DecisionTable;
import cn.bioapproval.scenarios.Scenario.Deed;
import cn.bioapproval.scenarios.Scenario.Defaults;
import cn.bioapproval.scenarios.Scenario.Do;
import cn.bioapproval.scenarios.Scenario.Expectation;
import cn.bioapproval.scenarios.Scenario.Funds;
import cn.bioapproval.scenarios.Scenario.Given;
import cn.bioapproval.scenarios.Scenario.GoTo;
import cn.bioapproval.scenarios.Scenario.Refused;
import cn.bioapproval.scenarios.Scenario.Start;
import cn.bioapproval.scenarios.Scenario.Step;
import cn.bioapproval.scenarios.Scenario.Story;
import cn.bioapproval.scenarios.Scenario.Timer;
import cn.bioapproval.scenarios.Scenario.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML file of one scenario or several ({@code ---}), or of default steps. Read strictly: a key that is not in
 * src/test/scenarios/README.md is an error that names file, line and the nearest known key.
 */
final class ScenarioFile {

    /** Where the project's own scenarios are; default steps are looked for here last. */
    static final Path HOME = Path.of("src", "test", "scenarios");

    private static final Set<String> STORY =
            ordered("scenario", "golden", "source", "note", "begin", "use", "change", "given", "steps", "expect");
    private static final Set<String> CLOCK = ordered("scenario", "golden", "source", "note", "clock", "expect");
    private static final Set<String> CLOCK_PARTS = ordered("item", "start", "limit", "stops", "extension", "today");
    private static final Set<String> CLOCK_EXPECT =
            ordered("deadline", "counted", "remaining", "stopped", "provisional", "refused");
    private static final Set<String> DECISION =
            ordered("scenario", "golden", "source", "note", "decision", "inputs", "expect", "rows");
    private static final Set<String> DEFAULTS = ordered("defaults", "process", "start", "steps", "note");
    private static final Set<String> GIVEN =
            ordered("config", "budget", "holidays", "recusals", "substitutes", "units", "certificates");
    private static final Set<String> DEED = ordered("as", "form", "each", "after", "wait", "note");
    private static final Set<String> STEPS =
            ordered("start", "do", "claim", "days", "date", "timer", "until", "budget", "expect");
    private static final Set<String> EXPECT = ordered(
            "case", "path", "notPassed", "end", "outcome", "status", "refusal", "award", "awards", "explanation",
            "documents", "noDocuments", "deadline", "counted", "remaining", "stopped", "due", "timers", "open",
            "shows", "notifications", "ledger", "budget", "events", "audit");

    private ScenarioFile() {}

    /** Something to run: a scenario, or why the file cannot be read. */
    record Entry(String title, Path file, @Nullable Scenario scenario, @Nullable ScenarioFailure failure) {}

    /** Everything in the folder and below, or in the one file, by path. */
    static List<Entry> entriesIn(Path place) {
        if (!Files.exists(place)) {
            throw new ScenarioFailure("没有这个文件夹或文件：" + place.toAbsolutePath());
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(place)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Entry> entries = new ArrayList<>();
        files.forEach(file -> entries.addAll(entriesOf(file)));
        if (entries.isEmpty()) {
            throw new ScenarioFailure("文件夹里没有场景文件（*.yaml，顶层有 scenario 键）：" + place.toAbsolutePath());
        }
        return entries;
    }

    static List<Entry> entriesOf(Path file) {
        List<Entry> entries = new ArrayList<>();
        List<Piece> documents;
        try {
            documents = documents(file);
        } catch (ScenarioFailure failure) {
            return List.of(new Entry(shown(file), file, null, failure));
        }
        for (Piece document : documents) {
            if (document.isTable() && document.get("defaults") != null) {
                checked(file, entries, () -> {
                    defaults(document);
                    return Optional.empty();
                });
            } else {
                checked(file, entries, () -> Optional.of(scenario(document)));
            }
        }
        return entries;
    }

    private interface Reading {
        Optional<Scenario> read();
    }

    private static void checked(Path file, List<Entry> entries, Reading reading) {
        try {
            reading.read().ifPresent(scenario -> entries.add(new Entry(scenario.title(), file, scenario, null)));
        } catch (ScenarioFailure failure) {
            entries.add(new Entry(shown(file), file, null, failure));
        }
    }

    /** The path as one would type it in the project's folder. */
    static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
    }

    private static List<Piece> documents(Path file) {
        List<Piece> documents = new ArrayList<>();
        try (var reader = Files.newBufferedReader(file)) {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(100);
            for (Node node : new Yaml(options).composeAll(reader)) {
                Piece document = new Piece(file, node);
                if (!document.isNothing()) {
                    documents.add(document);
                }
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ScenarioFailure("场景文件有误：%s 第 %d 行\n  这里不是正确的 YAML：%s。请检查缩进、冒号后的空格和引号。"
                    .formatted(shown(file), line, e.getProblem()));
        } catch (IOException e) {
            throw new ScenarioFailure("场景文件读不出来：" + shown(file) + "（" + e.getMessage() + "，文件应为 UTF-8 编码）");
        }
        return documents;
    }

    private static Scenario scenario(Piece document) {
        if (!document.isTable() || document.get("scenario") == null) {
            Set<String> known = ordered("scenario", "defaults");
            String near = document.isTable() ? meant(document, known) : "";
            throw document.wrong("顶层没有“scenario”（场景名称）。" + near);
        }
        Scenario.Body body;
        if (document.get("clock") != null) {
            document.withOnly("时限场景", CLOCK);
            body = clock(document);
        } else if (document.get("decision") != null) {
            document.withOnly("决策表场景", DECISION);
            body = decision(document);
        } else {
            document.withOnly("场景", STORY);
            body = story(document);
        }
        return new Scenario(
                document,
                document.require("scenario", "场景").text(),
                document.find("golden").map(Piece::text).orElse(null),
                body);
    }

    /** Which key of the table was perhaps meant to be a known one. */
    private static String meant(Piece table, Set<String> known) {
        return table.entries().keySet().stream()
                .flatMap(key -> Nearest.to(key, known).map(word -> "“" + key + "”是不是“" + word + "”？").stream())
                .findFirst()
                .orElse("");
    }

    private static ClockTable clock(Piece document) {
        Piece clock = document.require("clock", "场景").withOnly("clock", CLOCK_PARTS);
        clock.require("start", "clock").date();
        clock.require("limit", "clock").text();
        List<Piece> stops = clock.find("stops").map(Piece::items).orElse(List.of());
        stops.forEach(stop -> {
            stop.withOnly("stops", ordered("from", "to", "reason"));
            stop.require("from", "stops").date();
            stop.find("to").ifPresent(Piece::date);
        });
        Piece extension = clock.get("extension");
        if (extension != null && extension.isTable()) {
            extension.withOnly("extension", ordered("days", "on", "reason"));
        }
        Piece expect = document.require("expect", "场景").withOnly("expect", CLOCK_EXPECT);
        return new ClockTable(clock, stops, extension, expect);
    }

    private static DecisionTable decision(Piece document) {
        List<DecisionTable.Row> rows = new ArrayList<>();
        if (document.get("inputs") != null || document.get("rows") == null) {
            rows.add(row(document));
        }
        document.find("rows").ifPresent(list -> list.items().forEach(each ->
                rows.add(row(each.withOnly("rows", ordered("inputs", "expect", "note"))))));
        return new DecisionTable(document.require("decision", "场景").text(), rows);
    }

    private static DecisionTable.Row row(Piece piece) {
        return new DecisionTable.Row(
                piece, piece.require("inputs", "决策表场景").entries(), piece.require("expect", "决策表场景"));
    }

    private static Story story(Piece document) {
        List<Defaults> uses = new ArrayList<>();
        document.find("use").ifPresent(use -> use.items().forEach(file -> uses.add(used(file))));
        List<Step> steps = new ArrayList<>();
        document.find("steps").ifPresent(list -> list.items().forEach(step -> steps.add(step(step))));
        if (steps.isEmpty() && uses.isEmpty()) {
            throw document.wrong("既没有 steps（步骤），也没有 use（默认办理），没有可以演练的内容。");
        }
        if (steps.isEmpty()) {
            Piece at = document.key("use");
            steps.add(new Until(at, null, Map.of(), null));
        }
        List<Expectation> expectations = new ArrayList<>();
        document.find("expect")
                .ifPresent(expect -> expect.items().forEach(each -> expectations.add(expectation(each))));
        return new Story(
                document.find("begin").map(Piece::date).orElse(Scenario.BEGIN),
                uses,
                deeds(document.get("change")),
                given(document.get("given")),
                steps,
                expectations);
    }

    private static Given given(@Nullable Piece given) {
        if (given == null) {
            return new Given(Map.of(), null, null, List.of(), List.of(), List.of(), List.of());
        }
        given.withOnly("given", GIVEN);
        List<Piece> recusals = given.find("recusals").map(Piece::items).orElse(List.of());
        recusals.forEach(each -> each.withOnly("recusals", ordered("who", "from", "reason")));
        List<Piece> substitutes = given.find("substitutes").map(Piece::items).orElse(List.of());
        substitutes.forEach(each -> each.withOnly("substitutes", ordered("for", "by", "from", "to", "process")));
        List<Piece> units = given.find("units").map(Piece::items).orElse(List.of());
        units.forEach(each -> each.withOnly("units", ordered("function", "item", "unit", "from")));
        List<Piece> certificates = given.find("certificates").map(Piece::items).orElse(List.of());
        certificates.forEach(each -> each.withOnly("certificates", ordered("name", "kind", "holder", "validUntil")));
        Piece holidays = given.get("holidays");
        if (holidays != null) {
            holidays.entries().values().forEach(year -> year.withOnly("holidays", ordered("off", "work")));
        }
        return new Given(
                given.find("config").map(Piece::entries).orElse(Map.of()),
                given.get("budget"),
                holidays,
                recusals,
                substitutes,
                units,
                certificates);
    }

    // Default steps

    private static Defaults used(Piece use) {
        Path found = lookUp(use);
        return documents(found).stream()
                .filter(document -> document.isTable() && document.get("defaults") != null)
                .findFirst()
                .map(ScenarioFile::defaults)
                .orElseThrow(() -> use.wrong("“" + shown(found) + "”不是默认办理文件（顶层要有 defaults 键）。"));
    }

    /** In the file's own folder, in the folders above it, then in the project's scenarios. */
    private static Path lookUp(Piece use) {
        String name = use.text();
        try {
            Path.of(name);
        } catch (InvalidPathException e) {
            throw use.wrong("文件名“" + name + "”在本机不能使用，请用字母、数字和连字符命名文件。");
        }
        for (Path folder = use.file().toAbsolutePath().normalize().getParent();
                folder != null;
                folder = folder.getParent()) {
            Path candidate = folder.resolve(name);
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        List<Path> atHome = List.of();
        if (Files.isDirectory(HOME)) {
            try (Stream<Path> all = Files.walk(HOME)) {
                atHome = all.filter(file -> file.endsWith(Path.of(name))).sorted().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (atHome.size() != 1) {
            throw use.wrong("找不到默认办理文件“" + name + "”：本文件夹、上级文件夹和 " + HOME + " 里都没有。");
        }
        return atHome.get(0);
    }

    private static Defaults defaults(Piece document) {
        document.withOnly("默认办理文件", DEFAULTS);
        Map<String, Deed> steps = deeds(document.get("steps"));
        steps.values().stream().filter(deed -> !deed.times().isEmpty()).findFirst().ifPresent(deed -> {
            throw deed.at().wrong("默认办理文件里每一步只写一种办法；第几次不同的，写在场景的 change 里。");
        });
        return new Defaults(
                document,
                document.require("process", "默认办理文件").text(),
                deed(document.require("start", "默认办理文件")),
                steps);
    }

    // Steps

    private static Step step(Piece piece) {
        if (!piece.isTable()) {
            throw piece.wrong("每一步应当以一个动词键开头：" + String.join("、", STEPS) + "。");
        }
        List<String> verbs = piece.entries().keySet().stream().filter(STEPS::contains).toList();
        if (verbs.size() != 1) {
            throw piece.wrong("每一步要有并且只有一个动词键（%s）。%s".formatted(
                    String.join("、", STEPS),
                    verbs.isEmpty() ? meant(piece, STEPS) : "这里同时写了：" + String.join("、", verbs) + "。"));
        }
        String verb = verbs.get(0);
        Piece value = piece.require(verb, "步骤");
        return switch (verb) {
            case "start" -> {
                piece.withOnly("start 步骤", ordered("start", "as", "form", "case", "refused", "note"));
                String process = value.isNothing() ? null : value.text();
                yield new Start(piece, process, deedIn(piece), caseName(piece), refused(piece.get("refused")));
            }
            case "do" -> {
                piece.withOnly("do 步骤", ordered("do", "as", "form", "each", "case", "refused", "note"));
                yield new Do(piece, value.text(), deedIn(piece), caseName(piece), refused(piece.get("refused")));
            }
            case "claim" -> {
                piece.withOnly("claim 步骤", ordered("claim", "as", "case", "note"));
                yield new Claim(piece, value.text(), piece.require("as", "claim 步骤").text(), caseName(piece));
            }
            case "days" -> {
                piece.withOnly("days 步骤", ordered("days", "note"));
                if (value.whole() < 1) {
                    throw value.wrong("经过的工作日至少是 1。");
                }
                yield new Days(piece, value.whole());
            }
            case "date" -> {
                piece.withOnly("date 步骤", ordered("date", "note"));
                yield new GoTo(piece, value.date());
            }
            case "timer" -> {
                piece.withOnly("timer 步骤", ordered("timer", "due", "case", "note"));
                LocalDate due = piece.find("due").map(Piece::date).orElse(null);
                yield new Timer(piece, value.text(), due, caseName(piece));
            }
            case "until" -> {
                piece.withOnly("until 步骤", ordered("until", "change", "case", "note"));
                boolean end = value.text().equals("end") || value.text().equals("结束");
                yield new Until(piece, end ? null : value.text(), deeds(piece.get("change")), caseName(piece));
            }
            case "budget" -> {
                piece.withOnly("budget 步骤", ordered("budget", "note"));
                yield new Funds(piece, value);
            }
            default -> {
                piece.withOnly("expect 步骤", ordered("expect", "note"));
                yield new Check(piece, expectation(value));
            }
        };
    }

    private static @Nullable String caseName(Piece piece) {
        return piece.find("case").map(Piece::text).orElse(null);
    }

    /** Step name → how it is done; a list says how it is done the first time, the second time and so on. */
    private static Map<String, Deed> deeds(@Nullable Piece table) {
        if (table == null) {
            return Map.of();
        }
        Map<String, Deed> deeds = new LinkedHashMap<>();
        table.entries().forEach((step, piece) -> {
            if (piece.isList()) {
                List<Deed> times = piece.items().stream().map(ScenarioFile::deed).toList();
                deeds.put(step, new Deed(piece, null, Map.of(), null, null, null, times));
            } else {
                deeds.put(step, deed(piece));
            }
        });
        return deeds;
    }

    private static Deed deed(Piece piece) {
        if (piece.isText()) {
            if (!piece.text().equals("wait")) {
                throw piece.wrong("这里写 wait，或者写 as、form 等键。");
            }
            return new Deed(piece, null, Map.of(), null, null, true, List.of());
        }
        return deedIn(piece.withOnly("步骤的办理方式", DEED));
    }

    private static Deed deedIn(Piece piece) {
        return new Deed(
                piece,
                piece.find("as").map(Piece::text).orElse(null),
                piece.find("form").map(Piece::entries).orElse(Map.of()),
                piece.find("each").map(Piece::flag).orElse(null),
                piece.find("after").map(Piece::whole).orElse(null),
                piece.find("wait").map(Piece::flag).orElse(null),
                List.of());
    }

    private static @Nullable Refused refused(@Nullable Piece piece) {
        if (piece == null) {
            return null;
        }
        if (piece.isText()) {
            return piece.text().startsWith("ERR_")
                    ? new Refused(piece, piece.text(), List.of(), Map.of())
                    : new Refused(piece, null, List.of(piece.text()), Map.of());
        }
        piece.withOnly("refused", ordered("code", "message", "fields"));
        return new Refused(
                piece,
                piece.find("code").map(Piece::text).orElse(null),
                piece.find("message").map(Piece::texts).orElse(List.of()),
                piece.find("fields").map(Piece::entries).orElse(Map.of()));
    }

    // Expectations

    private static Expectation expectation(Piece piece) {
        if (!piece.isTable()) {
            throw piece.wrong("expect 下面应当写要核对的内容，例如 outcome: 准予。");
        }
        piece.withOnly("expect", EXPECT);
        Map<String, Piece> what = new LinkedHashMap<>(piece.entries());
        what.remove("case");
        check(what, "awards", ordered("name", "amount", "status", "explanation"));
        check(what, "open", ordered("step", "group", "assignee", "due", "count"));
        check(what, "notifications", ordered("to", "subject", "body", "channel"));
        check(what, "ledger", ordered("granted", "paid", "recovered", "outstanding", "beneficiary"));
        return new Expectation(piece, caseName(piece), what);
    }

    private static void check(Map<String, Piece> what, String key, Set<String> known) {
        Piece piece = what.get(key);
        if (piece != null) {
            piece.items().stream().filter(Piece::isTable).forEach(each -> each.withOnly(key, known));
        }
    }
}
