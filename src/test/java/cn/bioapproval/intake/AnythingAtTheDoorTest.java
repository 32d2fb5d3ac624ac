package cn.bioapproval.intake;

import static cn.bioapproval.intake.Forms.DOOR;
import static cn.bioapproval.intake.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.cases.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Whatever is sent is either refused or taken; and what is taken keeps every rule of the form. */
class AnythingAtTheDoorTest {

    private static final FormSchema FORM = form(
            "{'type': 'textfield', 'key': 'unit', 'label': '单位', 'validate': {'required': true, 'maxLength': 20}}",
            "{'type': 'textarea', 'key': 'note', 'label': '说明', 'validate': {'minLength': 2}}",
            "{'type': 'number', 'key': 'count', 'label': '人数', 'decimalDigits': 0, 'validate': {'min': 0, 'max': 100}}",
            "{'type': 'number', 'key': 'money', 'label': '金额', 'serializeToString': true,"
                    + " 'properties': {'check': 'wan'}}",
            "{'type': 'datetime', 'key': 'on', 'label': '日期'}",
            "{'type': 'datetime', 'subtype': 'datetime', 'key': 'at', 'label': '时间'}",
            "{'type': 'checkbox', 'key': 'urgent', 'label': '加急'}",
            "{'type': 'select', 'key': 'level', 'label': '级别', 'values': ['a', 'b', 3]}",
            "{'type': 'checklist', 'key': 'kinds', 'label': '类别', 'values': ['a', 'b', 3]}",
            "{'type': 'textfield', 'key': 'why', 'label': '加急理由', 'validate': {'required': true},"
                    + "'conditional': {'hide': '=not(urgent)'}}",
            "{'type': 'textfield', 'key': 'fixed', 'label': '编号', 'disabled': true}",
            "{'type': 'textfield', 'key': 'shown', 'label': '原单位', 'readonly': true}",
            "{'type': 'group', 'path': 'contact', 'label': '联系', 'components': ["
                    + "{'type': 'textfield', 'key': 'name', 'label': '姓名'}]}",
            "{'type': 'dynamiclist', 'path': 'staff', 'label': '人员', 'components': ["
                    + "{'type': 'textfield', 'key': 'name', 'label': '姓名', 'validate': {'required': true}},"
                    + "{'type': 'number', 'key': 'age', 'label': '年龄', 'validate': {'min': 18}}]}");
    private static final Map<String, Object> CONTEXT = Map.of("fixed", "XM-1", "shown", "第一医院");
    private static final List<String> KEYS = List.of(
            "unit", "note", "count", "money", "on", "at", "urgent", "level", "kinds", "why", "fixed", "shown",
            "contact",
            "staff", "name", "age");

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void anythingIsTakenOrRefused(@ForAll("anything") Map<String, @Nullable Object> sent) {
        verdict(sent).ifPresent(checked -> keepsEveryRule(sent, checked));
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void whatLooksLikeASubmissionIsOftenTaken(@ForAll("plausible") Map<String, @Nullable Object> sent) {
        Optional<CheckedForm> verdict = verdict(sent);
        Statistics.collect(verdict.isPresent() ? "taken" : "refused");
        Statistics.coverage(coverage -> {
            coverage.check("taken").percentage(share -> share > 10);
            coverage.check("refused").percentage(share -> share > 10);
        });
        verdict.ifPresent(checked -> keepsEveryRule(sent, checked));
    }

    private static Optional<CheckedForm> verdict(Map<String, @Nullable Object> sent) {
        try {
            return Optional.of(DOOR.check(FORM, sent, CONTEXT));
        } catch (Refusal refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
            assertThat(refusal.fields().values()).allSatisfy(message -> assertThat(message).hasSizeLessThan(200));
            return Optional.empty();
        }
    }

    private static void keepsEveryRule(Map<String, @Nullable Object> sent, CheckedForm checked) {
        Map<String, Object> data = checked.data().asMap();
        assertThat(KEYS.subList(0, 14)).containsAll(data.keySet());
        assertThat(DOOR.check(FORM, data, CONTEXT)).isEqualTo(checked);
        assertThat(FormData.of(Json.object(Json.canonical(data))).text("unit")).isEqualTo(data.get("unit"));

        assertThat((String) data.get("unit")).isNotBlank().hasSizeLessThanOrEqualTo(20)
                .doesNotContain("\n", "\u0000", "\u202E");
        given(data, "note", note -> assertThat((String) note).hasSizeGreaterThanOrEqualTo(2));
        given(data, "count", count -> assertThat((Long) count).isBetween(0L, 100L));
        given(data, "money", money -> assertThat(new BigDecimal((String) money)).isNotNegative());
        given(data, "on", on -> assertThat(LocalDate.parse((String) on).getYear()).isBetween(1900, 2100));
        given(data, "level", level -> assertThat(level).isIn("a", "b", 3));
        given(data, "kinds", kinds -> {
            assertThat((List<?>) kinds).isNotEmpty().doesNotHaveDuplicates();
            assertThat(List.<Object>of("a", "b", 3)).containsAll((List<?>) kinds);
        });
        assertThat(data.containsKey("why")).isEqualTo(Boolean.TRUE.equals(data.get("urgent")));
        assertThat(data).doesNotContainKey("fixed");
        given(data, "shown", shown -> assertThat(shown).isEqualTo("第一医院"));
        given(data, "staff", staff -> assertThat((List<?>) staff).isNotEmpty().allSatisfy(row -> {
            Map<?, ?> person = (Map<?, ?>) row;
            assertThat(person.containsKey("name")).isTrue();
            assertThat(List.<Object>of("name", "age")).containsAll(person.keySet());
        }));
    }

    private interface Rule {
        void on(Object value);
    }

    private static void given(Map<String, Object> data, String key, Rule rule) {
        Object value = data.get(key);
        if (value != null) {
            rule.on(value);
        }
    }

    @Provide
    Arbitrary<Map<String, @Nullable Object>> anything() {
        return Arbitraries.maps(keys(), value(3)).ofMaxSize(10).map(HashMap::new);
    }

    private static Arbitrary<String> keys() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of(KEYS)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(60)));
    }

    private static Arbitrary<@Nullable Object> value(int depth) {
        if (depth == 0) {
            return scalar();
        }
        return Arbitraries.frequencyOf(
                Tuple.of(6, scalar()),
                Tuple.of(1, value(depth - 1).list().ofMaxSize(4).map(list -> (Object) list)),
                Tuple.of(1, Arbitraries.maps(keys(), value(depth - 1)).ofMaxSize(4).map(map -> (Object) map)));
    }

    private static Arbitrary<@Nullable Object> scalar() {
        Arbitrary<Object> texts = Arbitraries.strings().ofMaxLength(40).map(Object.class::cast);
        Arbitrary<Object> telling = Arbitraries.of(
                "", " ", "\u0000", "\uD800", "\u202E", "a", "3", "1e400", "1e99", "-1", "NaN", "[]", "{}", "[[]]",
                "null", "true",
                "[\"a\"]", "[{\"name\": \"林晓\"}]", "{\"name\": \"林晓\"}", "[1e999999999]", "{\"a\":", "2026-03-05",
                "2026-02-30", "2026-03-05T09:30+08:00", "T", "第一医院", "999999999999.9999");
        Arbitrary<Object> numbers = Arbitraries.oneOf(
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.bigDecimals().map(Object.class::cast),
                Arbitraries.of(Double.NaN, Double.NEGATIVE_INFINITY, Float.MAX_VALUE, BigInteger.TEN.pow(5000),
                        new BigDecimal("1e2147483647"), new BigDecimal("1e-2147483647"), (short) 7));
        Arbitrary<Object> others = Arbitraries.of(true, false, 'c', new Object(), new int[] {1}, LocalDate.MIN);
        return Arbitraries.oneOf(texts, telling, numbers, others).injectNull(0.1);
    }

    @Provide
    Arbitrary<Map<String, @Nullable Object>> plausible() {
        Arbitrary<Map<String, @Nullable Object>> first = Combinators.combine(
                        Arbitraries.of("第一医院", "第二医院 ", "甲\n乙", "").injectNull(0.05),
                        Arbitraries.<Object>of("", "说明\r\n两行", "字字", "字").injectNull(0.1),
                        Arbitraries.<Object>of(0, 42, 42L, 100.0, "7", 101, 7.5).injectNull(0.1),
                        Arbitraries.<Object>of("7.10", "0", 12.5, "0.00001").injectNull(0.1),
                        Arbitraries.<Object>of("2026-03-05", "2024-02-29", "").injectNull(0.1),
                        Arbitraries.<Object>of(true, false).injectNull(0.1),
                        Arbitraries.<Object>of("a", 3, 3.0, 3L).injectNull(0.1),
                        Arbitraries.<Object>of(List.of("a", 3), "[\"b\"]", List.of("b", "b"), List.of())
                                .injectNull(0.1))
                .as((unit, note, count, money, on, urgent, level, kinds) -> {
                    Map<String, @Nullable Object> map = new LinkedHashMap<>();
                    map.put("unit", unit);
                    map.put("note", note);
                    map.put("count", count);
                    map.put("money", money);
                    map.put("on", on);
                    map.put("urgent", urgent);
                    map.put("level", level);
                    map.put("kinds", kinds);
                    if (Boolean.TRUE.equals(urgent)) {
                        map.put("why", "急");
                    }
                    return map;
                });
        return Combinators.combine(
                        first,
                        Arbitraries.<Object>of("第一医院", "第一医院 ").injectNull(0.5),
                        Arbitraries.<Object>of("[{\"name\": \"林晓\", \"age\": 30}]", List.of(Map.of("name", "甲")),
                                List.of(),
                                        List.of(Map.of()))
                                .injectNull(0.2))
                .as((map, shown, staff) -> {
                    map.put("shown", shown);
                    map.put("staff", staff);
                    return map;
                });
    }
}
