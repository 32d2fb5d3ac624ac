package cn.bioapproval.intake;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One submission being checked: read every declared field, settle what is hidden, judge what is visible, collect one
 * message per field.
 *
 * <p>What is hidden is settled as form-js shows it: a condition sees the values of visible fields, of computed fields
 * and of the context, and null for a field that is hidden; this is repeated until nothing changes, so that the order of
 * the fields does not matter.
 */
final class Check {

    private static final int MESSAGES = 100;
    private static final int MESSAGES_IN_SUMMARY = 10;
    private static final int ROUNDS = 25;

    private final FormSchema schema;
    private final Map<String, ? extends @Nullable Object> context;
    private final ConditionEvaluator evaluator;
    private final LocalDate today;
    private final Map<String, String> messages = new LinkedHashMap<>();
    private final Set<RefusalCode> codes = new HashSet<>();

    Check(
            FormSchema schema,
            Map<String, ? extends @Nullable Object> context,
            ConditionEvaluator evaluator,
            LocalDate today) {
        this.schema = schema;
        this.context = context;
        this.evaluator = evaluator;
        this.today = today;
    }

    CheckedForm run(Map<String, ? extends @Nullable Object> submitted) {
        Size.check(submitted);
        Scope form = new Scope(List.of(), "", "", context);
        fill(form, schema.parts(), schema.shape(), submitted);
        if (!schema.expressions().isEmpty()) {
            settle(form);
        }
        Map<String, Object> data = judge(form);
        if (!messages.isEmpty()) {
            throw refusal();
        }
        return new CheckedForm(FormData.of(data), flow(form), caseFields(form));
    }

    // What was sent, part by part

    /** The form itself, or one row of a dynamic list in it. */
    private static final class Scope {

        final List<Integer> rowNumbers;
        final String prefix;
        final String who;
        final Map<String, ? extends @Nullable Object> initial;
        final List<Item> items = new ArrayList<>();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        Map<String, @Nullable Object> names = new LinkedHashMap<>();

        Scope(List<Integer> rowNumbers, String prefix, String who, Map<String, ? extends @Nullable Object> initial) {
            this.rowNumbers = rowNumbers;
            this.prefix = prefix;
            this.who = who;
            this.initial = initial;
        }
    }

    private abstract static sealed class Item {

        final Part part;
        final String path;
        boolean hidden;

        Item(Part part, String path) {
            this.part = part;
            this.path = path;
        }

        abstract boolean isGiven();
    }

    /** One field and what was sent for it. */
    private static final class Entry extends Item {

        final Field field;
        final @Nullable Object initial;
        @Nullable Object value;
        @Nullable Unfit unfit;
        boolean locked;

        Entry(Field field, String path, @Nullable Object initial) {
            super(field, path);
            this.field = field;
            this.initial = initial;
        }

        /** Something was sent that is neither empty nor what an untouched field sends. */
        @Override
        boolean isGiven() {
            return unfit != null || value != null && !(field.type == FieldType.CHECKBOX && value.equals(false));
        }

        /** What an expression sees. */
        @Nullable Object seen() {
            if (hidden) {
                return null;
            }
            boolean prefilled = field.disabled || !isGiven() && (field.readonly || field.readonlyIf != null);
            Object shown = prefilled ? initial : value;
            return shown == null ? field.type.emptyValue() : shown;
        }
    }

    /** One dynamic list and what was sent for it. */
    private static final class Table extends Item {

        final Rows rows;
        final List<Scope> scopes = new ArrayList<>();

        Table(Rows rows, String path) {
            super(rows, path);
            this.rows = rows;
        }

        @Override
        boolean isGiven() {
            return scopes.stream().flatMap(scope -> scope.items.stream()).anyMatch(Item::isGiven);
        }
    }

    private void fill(Scope scope, List<Part> parts, Shape shape, Map<?, ?> sent) {
        Map<Part, Object> values = new LinkedHashMap<>();
        assign(shape, sent, scope.prefix, values);
        for (Part part : parts) {
            String path = scope.prefix + String.join(".", part.path());
            Object raw = values.get(part);
            if (part instanceof Field field) {
                scope.items.add(entry(scope, field, path, raw));
            } else if (part instanceof Rows rows) {
                scope.items.add(table(scope, rows, path, raw));
            }
        }
    }

    /** Gives every value to the part that declares its place; what no part declares is refused. */
    private void assign(Shape shape, Map<?, ?> sent, String prefix, Map<Part, Object> values) {
        for (Map.Entry<?, ?> one : sent.entrySet()) {
            String key = String.valueOf(one.getKey());
            Object value = one.getValue();
            Shape place = shape.child(key);
            if (place == null) {
                String shown = Texts.echo(prefix + key);
                problem(shown, RefusalCode.FORM_INVALID, "“" + shown + "”不是本表单的内容，请刷新页面后重新填写。");
            } else if (value != null) {
                Part part = place.part();
                if (part != null) {
                    values.put(part, value);
                } else {
                    assignGroup(place, value, prefix + key, values);
                }
            }
        }
    }

    private void assignGroup(Shape group, Object value, String path, Map<Part, Object> values) {
        Object object = value instanceof String json ? parsed(json) : value;
        if (object instanceof Map<?, ?> map) {
            assign(group, map, path + ".", values);
        } else if (object != null) {
            problem(path, RefusalCode.FORM_INVALID, "“" + path + "”应为一组内容，请刷新页面后重新填写。");
        }
    }

    private static @Nullable Object parsed(String json) {
        String text = Texts.trim(json);
        return text.isEmpty() || text.equals("null") ? null : Json.parse(text).orElse(json);
    }

    private static Entry entry(Scope scope, Field field, String path, @Nullable Object raw) {
        Object initial = at(scope.initial, field.path());
        Entry entry = new Entry(field, path, initial == null ? field.defaultValue : initial);
        try {
            entry.value = FieldReader.read(field, raw);
        } catch (Unfit e) {
            entry.unfit = e;
        }
        return entry;
    }

    private Table table(Scope scope, Rows rows, String path, @Nullable Object raw) {
        Table table = new Table(rows, path);
        String label = scope.who + "“" + rows.label() + "”";
        try {
            List<?> sent = raw == null ? List.of() : new ArrayList<>(FieldReader.list(raw));
            List<?> shown = at(scope.initial, rows.path()) instanceof Collection<?> list ? new ArrayList<>(list) : null;
            int count = sent.size();
            if (rows.fixedCount() != null) {
                count = shown == null ? rows.fixedCount() : shown.size();
                if (sent.size() > count) {
                    throw new Unfit("只能填写已列出的 " + count + " 行，请刷新页面后重新填写");
                }
            }
            for (int index = 0; index < count; index++) {
                Object one = index < sent.size() ? sent.get(index) : null;
                Object row = one instanceof String json ? parsed(json) : one;
                if (row != null && !(row instanceof Map)) {
                    throw new Unfit("第" + (index + 1) + "行的内容无法识别，请刷新页面后重新填写");
                }
                List<Integer> numbers = new ArrayList<>(scope.rowNumbers);
                numbers.add(index + 1);
                Scope inner = new Scope(
                        List.copyOf(numbers),
                        path + "[" + index + "].",
                        label + "第" + (index + 1) + "行的",
                        shown != null && index < shown.size() ? asMap(shown.get(index)) : Map.of());
                fill(inner, rows.parts(), rows.shape(), row instanceof Map<?, ?> map ? map : Map.of());
                table.scopes.add(inner);
            }
        } catch (Unfit e) {
            problem(path, e.code(), label + e.text() + "。");
        }
        return table;
    }

    // What is hidden

    private void settle(Scope form) {
        int rounds = Math.min(schema.conditions().size() + 1, ROUNDS);
        boolean moved = true;
        for (int round = 0; round <= rounds && moved; round++) {
            look(form);
            name(form, form, null);
            compute(form);
            moved = round < rounds && hide(form, false);
        }
    }

    /** Makes the data of the scope as an expression may see them. */
    private static void look(Scope scope) {
        scope.view = new LinkedHashMap<>(scope.initial);
        for (Item item : scope.items) {
            if (item instanceof Entry entry) {
                put(scope.view, entry.field.path(), entry.seen());
            } else if (item instanceof Table table) {
                table.scopes.forEach(Check::look);
                put(scope.view, table.rows.path(), table.hidden ? null : rowViews(table));
            }
        }
    }

    private static List<Map<String, @Nullable Object>> rowViews(Table table) {
        List<Map<String, @Nullable Object>> views = new ArrayList<>();
        table.scopes.forEach(scope -> views.add(scope.view));
        return views;
    }

    /** Makes the names of the scope: all data of the form, and form-js's {@code this}, {@code parent} and {@code i}. */
    private static void name(Scope scope, Scope form, @Nullable Scope parent) {
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        Object around = parent == null ? null : parent.view;
        names.put("this", scope.view);
        names.put("parent", around);
        names.put("i", scope.rowNumbers);
        names.putAll(form.view);
        names.put("_this_", scope.view);
        names.put("_parent_", around);
        names.put("_i_", scope.rowNumbers);
        scope.names = names;
        tables(scope).forEach(table -> table.scopes.forEach(inner -> name(inner, form, scope)));
    }

    /** Computes the expression fields, those of rows before those around them. */
    private void compute(Scope scope) {
        tables(scope).forEach(table -> table.scopes.forEach(this::compute));
        for (Item item : scope.items) {
            if (item instanceof Entry entry && entry.field.expression != null && !entry.hidden) {
                Object value = evaluator.value(entry.field.expression, scope.names);
                put(scope.view, entry.field.path(), value);
                if (scope.rowNumbers.isEmpty()) {
                    scope.names.putAll(scope.view);
                }
            }
        }
    }

    private boolean hide(Scope scope, boolean outerHidden) {
        boolean moved = false;
        Map<String, Boolean> known = new HashMap<>();
        for (Item item : scope.items) {
            boolean hidden = outerHidden
                    || item.part.hides().stream().anyMatch(condition ->
                            known.computeIfAbsent(condition, feel -> evaluator.isTrue(feel, scope.names)));
            moved |= hidden != item.hidden;
            item.hidden = hidden;
            if (item instanceof Table table) {
                for (Scope inner : table.scopes) {
                    moved |= hide(inner, hidden);
                }
            }
        }
        return moved;
    }

    private static List<Table> tables(Scope scope) {
        return scope.items.stream().filter(Table.class::isInstance).map(Table.class::cast).toList();
    }

    // What is right

    private Map<String, Object> judge(Scope scope) {
        FieldRules rules = new FieldRules(
                feel -> evaluator.value(feel, scope.names), options -> offered(options, scope), today);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        for (Item item : scope.items) {
            if (item.hidden) {
                if (item.isGiven()) {
                    problem(item.path, RefusalCode.FORM_INVALID, label(scope, item) + "按当前填写的内容无需填写，请清空后提交。");
                }
            } else if (item instanceof Entry entry) {
                try {
                    entry.value = judged(entry, rules, scope);
                } catch (Unfit e) {
                    problem(entry.path, e.code(), label(scope, entry) + e.text() + "。");
                }
                if (entry.value != null && !entry.field.disabled) {
                    put(data, entry.field.path(), entry.value);
                }
            } else if (item instanceof Table table) {
                List<Map<String, Object>> rows = new ArrayList<>();
                for (Scope inner : table.scopes) {
                    Map<String, Object> row = judge(inner);
                    if (!row.isEmpty() || table.rows.fixedCount() != null) {
                        rows.add(row);
                    }
                }
                if (!rows.isEmpty()) {
                    put(data, table.rows.path(), rows);
                }
            }
        }
        @SuppressWarnings({"unchecked", "NullAway"}) // only values that are there were put
        Map<String, Object> present = (Map<String, Object>) (Map<?, ?>) data;
        return present;
    }

    private @Nullable Object judged(Entry entry, FieldRules rules, Scope scope) throws Unfit {
        Field field = entry.field;
        if (field.type == FieldType.EXPRESSION) {
            return null;
        }
        if (field.disabled) {
            entry.locked = true;
            if (entry.isGiven()) {
                throw new Unfit("由系统填写，不能修改，请刷新页面后重试");
            }
            return null;
        }
        if (entry.unfit != null) {
            throw entry.unfit;
        }
        if (field.readonly || field.readonlyIf != null && evaluator.isTrue(field.readonlyIf, scope.names)) {
            entry.locked = true;
            return unchanged(entry, scope);
        }
        if (entry.value == null) {
            if (field.required) {
                throw FieldRules.missing(field);
            }
            return null;
        }
        return rules.apply(field, entry.value);
    }

    /** A read-only field may come back as it was shown, or not at all. */
    private @Nullable Object unchanged(Entry entry, Scope scope) throws Unfit {
        Object shown = shown(entry);
        Object value = entry.value;
        boolean untouched = value == null || value.equals(false) && !Boolean.TRUE.equals(shown);
        if (untouched) {
            return value;
        }
        boolean same = shown != null && same(shown, value);
        if (!same && shown instanceof List<?> list) {
            List<Object> offered = offered(entry.field.options, scope);
            same = same(list.stream().filter(one -> Options.find(offered, one).isPresent()).toList(), value);
        }
        if (!same) {
            throw new Unfit("为只读内容，不能修改（或已有更新），请刷新页面后重新提交");
        }
        return value;
    }

    /** What the browser shows in a field that the context or a default fills, written as it is read back. */
    private static @Nullable Object shown(Entry entry) {
        Object initial = entry.initial;
        if (initial == null) {
            return null;
        }
        boolean asText = entry.field.type.isText() || entry.field.type == FieldType.DATETIME;
        Object sent = initial;
        if (asText && !(initial instanceof Collection) && !(initial instanceof Map)) {
            sent = initial instanceof BigDecimal decimal ? decimal.toPlainString() : initial.toString();
        }
        try {
            return FieldReader.read(entry.field, sent);
        } catch (Unfit e) {
            return null;
        }
    }

    private static boolean same(Object shown, Object value) {
        if (shown instanceof List<?> left && value instanceof List<?> right) {
            boolean same = left.size() == right.size();
            for (int i = 0; same && i < left.size(); i++) {
                same = Options.same(left.get(i), right.get(i));
            }
            return same;
        }
        return Options.same(shown, value);
    }

    private List<Object> offered(Options options, Scope scope) {
        if (options.key() != null) {
            return Options.values(context.get(options.key()));
        }
        if (options.expression() != null) {
            return Options.values(evaluator.value(options.expression(), scope.names));
        }
        return options.values() == null ? List.of() : options.values();
    }

    // What comes of it

    private static Map<String, @Nullable Object> flow(Scope form) {
        Map<String, @Nullable Object> flow = new LinkedHashMap<>();
        for (Item item : form.items) {
            if (item instanceof Entry entry && entry.field.flow && entry.field.type != FieldType.EXPRESSION) {
                Object effective = entry.value == null && entry.locked ? shown(entry) : entry.value;
                Object value = entry.hidden ? null : effective;
                flow.put(entry.field.key(), flowValue(entry.field, value));
            }
        }
        return flow;
    }

    /** The type of a variable hangs on its field, never on its value: 42 and 42.5 of one field are both Double. */
    private static @Nullable Object flowValue(Field field, @Nullable Object value) {
        if (field.type == FieldType.NUMBER && !field.serializeToString && value instanceof Number number) {
            return field.decimalDigits == 0 ? (Object) number.longValue() : (Object) number.doubleValue();
        }
        return value instanceof BigDecimal decimal ? (Object) decimal.doubleValue() : value;
    }

    private static Map<String, String> caseFields(Scope form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Item item : form.items) {
            if (item instanceof Entry entry && entry.field.caseField != null && !entry.hidden && entry.value != null) {
                fields.putIfAbsent(entry.field.caseField, entry.value.toString());
            }
        }
        return fields;
    }

    // Messages

    private static String label(Scope scope, Item item) {
        return scope.who + "“" + item.part.label() + "”";
    }

    private void problem(String path, RefusalCode code, String message) {
        codes.add(code);
        if (messages.size() < MESSAGES) {
            messages.putIfAbsent(path, message);
        }
    }

    /** Refused with the code that all problems share, else with the general one. */
    private Refusal refusal() {
        RefusalCode code = codes.size() == 1 ? codes.iterator().next() : RefusalCode.FORM_INVALID;
        List<String> first = messages.values().stream().limit(MESSAGES_IN_SUMMARY).toList();
        String summary = String.join("", first);
        if (messages.size() > 1) {
            String more = messages.size() > first.size() ? "其余请逐项核对。" : "";
            summary = "表单有 " + messages.size() + " 处需要修改：" + summary + more;
        }
        return Refusal.fields(code, summary, messages);
    }

    // Places in nested data

    private static @Nullable Object at(Map<String, ? extends @Nullable Object> data, List<String> path) {
        Object value = data;
        for (String segment : path) {
            value = value instanceof Map<?, ?> map ? map.get(segment) : null;
        }
        return value;
    }

    private static void put(Map<String, @Nullable Object> data, List<String> path, @Nullable Object value) {
        Map<String, @Nullable Object> place = data;
        for (String segment : path.subList(0, path.size() - 1)) {
            Map<String, @Nullable Object> next = new LinkedHashMap<>(asMap(place.get(segment)));
            place.put(segment, next);
            place = next;
        }
        place.put(path.get(path.size() - 1), value);
    }

    private static Map<String, @Nullable Object> asMap(@Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> copy.put(String.valueOf(key), entry));
        }
        return copy;
    }
}
