package cn.bioapproval.intake;

import static cn.bioapproval.intake.Forms.accepted;
import static cn.bioapproval.intake.Forms.form;
import static cn.bioapproval.intake.Forms.refused;
import static cn.bioapproval.intake.Forms.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One component, one value: what is recorded of it, or how it is refused. The label is always 栏目, the key x. */
class FieldValuesTest {

    private static final String TEXT = "'type': 'textfield'";
    private static final String AREA = "'type': 'textarea'";
    private static final String NUMBER = "'type': 'number'";
    private static final String STRING = "'type': 'number', 'serializeToString': true";
    private static final String DATE = "'type': 'datetime', 'subtype': 'date'";
    private static final String TIME = "'type': 'datetime', 'subtype': 'time'";
    private static final String MOMENT = "'type': 'datetime', 'subtype': 'datetime'";
    private static final String LEVELS =
            "'values': [{'label': '国家级', 'value': 'national'}, {'label': '省级', 'value': 'provincial'}, 3]";
    private static final String SELECT = "'type': 'select', " + LEVELS;
    private static final String RADIO = "'type': 'radio', " + LEVELS;
    private static final String BOX = "'type': 'checkbox'";
    private static final String CHECKLIST = "'type': 'checklist', " + LEVELS;
    private static final String TAGS = "'type': 'taglist', " + LEVELS;

    private static FormSchema one(String rest) {
        return form("{'key': 'x', 'label': '栏目', " + rest + "}");
    }

    private static String with(String type, String validate) {
        return type + ", 'validate': {" + validate + "}";
    }

    static Stream<Arguments> good() {
        return Stream.of(
                arguments(TEXT, "厦门大学附属第一医院", "厦门大学附属第一医院"),
                arguments(TEXT, "  两端　空白　 ", "两端　空白"),
                arguments(TEXT, "一行\n又一行", "一行 又一行"),
                arguments(TEXT, "基因🧬治疗", "基因🧬治疗"),
                arguments(TEXT, "", null),
                arguments(TEXT, " 　\t", null),
                arguments(TEXT, null, null),
                arguments(TEXT, "长".repeat(200), "长".repeat(200)),
                arguments(with(TEXT, "'minLength': 2"), "", null),
                arguments(with(TEXT, "'minLength': 2"), "二字", "二字"),
                arguments(with(TEXT, "'maxLength': 300"), "长".repeat(300), "长".repeat(300)),
                arguments(with(TEXT, "'pattern': '^[A-Z]{3}$'"), "ABC", "ABC"),
                arguments(with(TEXT, "'pattern': '[A-Z]{3}'"), "2026ABC", "2026ABC"),
                arguments(with(TEXT, "'validationType': 'email'"), "lin.xiao@xm.gov.cn", "lin.xiao@xm.gov.cn"),
                arguments(with(TEXT, "'validationType': 'phone'"), "+865928001234", "+865928001234"),
                arguments(AREA, "第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
                arguments(AREA, "长".repeat(4000), "长".repeat(4000)),
                arguments(NUMBER, 42, 42L),
                arguments(NUMBER, 42L, 42L),
                arguments(NUMBER, 42.0, 42L),
                arguments(NUMBER, 12.5, new BigDecimal("12.5")),
                arguments(NUMBER, 0.1, new BigDecimal("0.1")),
                arguments(NUMBER, new BigDecimal("7.10"), new BigDecimal("7.1")),
                arguments(NUMBER, "42", 42L),
                arguments(NUMBER, -0.0, 0L),
                arguments(NUMBER, null, null),
                arguments(NUMBER, "", null),
                arguments(with(NUMBER, "'min': 0, 'max': 10"), 0, 0L),
                arguments(with(NUMBER, "'min': 0, 'max': 10"), 10, 10L),
                arguments(with(NUMBER, "'min': '=5 + 5'"), 10, 10L),
                arguments(NUMBER + ", 'decimalDigits': 2", 7.25, new BigDecimal("7.25")),
                arguments(NUMBER + ", 'decimalDigits': 0", 7.0, 7L),
                arguments(NUMBER + ", 'increment': 0.05", 7.25, new BigDecimal("7.25")),
                arguments(STRING, "7.10", "7.10"),
                arguments(STRING, "12.", "12"),
                arguments(STRING, ".5", "0.5"),
                arguments(STRING, "007", "7"),
                arguments(STRING, "1e3", "1000"),
                arguments(STRING, 42, "42"),
                arguments(STRING + ", 'decimalDigits': 0", "5.0", "5"),
                arguments(DATE, "2026-11-30", "2026-11-30"),
                arguments(DATE, "2024-02-29", "2024-02-29"),
                arguments("'type': 'datetime'", "2026-11-30", "2026-11-30"),
                arguments(DATE, null, null),
                arguments(DATE + ", 'disallowPassedDates': true", "2026-03-05", "2026-03-05"),
                arguments(with(DATE, "'min': '2026-01-01', 'max': '2026-12-31'"), "2026-12-31", "2026-12-31"),
                arguments(TIME, "09:30", "09:30"),
                arguments(TIME, "09:30+08:00", "09:30+08:00"),
                arguments(TIME, "09:30Z", "09:30Z"),
                arguments(MOMENT, "2026-12-01T09:30+00:00", "2026-12-01T09:30+00:00"),
                arguments(MOMENT, "2026-12-01T09:30", "2026-12-01T09:30"),
                arguments(SELECT, "national", "national"),
                arguments(SELECT, 3, 3),
                arguments(SELECT, 3.0, 3),
                arguments(SELECT, null, null),
                arguments(SELECT, "", null),
                arguments(RADIO, "provincial", "provincial"),
                arguments(BOX, true, true),
                arguments(BOX, false, false),
                arguments(BOX, null, null),
                arguments(CHECKLIST, List.of("provincial", "national"), List.of("provincial", "national")),
                arguments(CHECKLIST, List.of("national", "national"), List.of("national")),
                arguments(CHECKLIST, Set.of("national"), List.of("national")),
                arguments(CHECKLIST, "[\"national\", 3]", List.of("national", 3)),
                arguments(CHECKLIST, "[]", null),
                arguments(CHECKLIST, "null", null),
                arguments(CHECKLIST, List.of(), null),
                arguments(TAGS, List.of("national"), List.of("national")));
    }

    @ParameterizedTest
    @MethodSource("good")
    void isRecordedInOneForm(String field, Object sent, Object recorded) {
        Map<String, Object> data = accepted(one(field), values("x", sent));

        assertThat(data).isEqualTo(recorded == null ? Map.of() : Map.of("x", recorded));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments(TEXT, 5, "应填写文字"),
                arguments(TEXT, List.of("a"), "应填写文字"),
                arguments(TEXT, "长".repeat(201), "最多填写 200 个字，现为 201 个字"),
                arguments(TEXT, "a\u0000b", "控制字符"),
                arguments(TEXT, "a\u0007b", "控制字符"),
                arguments(TEXT, "a\uD83Eb", "无法识别的字符"),
                arguments(TEXT, "\uDDEC\uD83E", "无法识别的字符"),
                arguments(TEXT, "付款\u202E元001", "改变文字方向"),
                arguments(TEXT, "付款\u2066元001", "改变文字方向"),
                arguments(with(TEXT, "'required': true"), "　 ", "必填，请填写"),
                arguments(with(TEXT, "'required': true"), null, "必填，请填写"),
                arguments(with(TEXT, "'minLength': 2"), " 字 ", "至少填写 2 个字，现为 1 个字"),
                arguments(with(TEXT, "'pattern': '^[A-Z]{3}$'"), "abc", "格式不正确"),
                arguments(with(TEXT, "'pattern': '(('"), "abc", "格式不正确"),
                arguments(
                        with(TEXT, "'pattern': '^[A-Z]{3}$'") + ", 'properties': {'patternHint': '应为三个大写字母'}",
                        "abc",
                        "应为三个大写字母，请改正（现为“abc”）"),
                arguments(with(TEXT, "'validationType': 'email'"), "lin.xiao(at)xm", "应为电子邮箱地址"),
                arguments(with(TEXT, "'validationType': 'phone'"), "8001234", "应为带国家或地区代码的电话号码"),
                arguments(AREA, "长".repeat(4001), "最多填写 4000 个字"),
                arguments(NUMBER, "十二", "应填写数字"),
                arguments(NUMBER, true, "应填写数字"),
                arguments(NUMBER, Double.NaN, "应填写数字"),
                arguments(NUMBER, Double.POSITIVE_INFINITY, "应填写数字"),
                arguments(NUMBER, "1e400", "应填写数字"),
                arguments(NUMBER, "Infinity", "应填写数字"),
                arguments(NUMBER, "0x10", "应填写数字"),
                arguments(NUMBER, 1e300, "应填写数字"),
                arguments(NUMBER, new BigDecimal("1e999999999"), "应填写数字"),
                arguments(NUMBER, new BigDecimal("1e-999999999"), "应填写数字"),
                arguments(NUMBER, BigInteger.TEN.pow(100_000), "应填写数字"),
                arguments(NUMBER, 1_000_000_000_000_000L, "应填写数字"),
                arguments(with(NUMBER, "'min': 0"), -1, "不能小于 0，请改为 0 或以上的数"),
                arguments(with(NUMBER, "'max': 100"), 100.01, "不能大于 100，请改为 100 或以下的数"),
                arguments(with(NUMBER, "'min': '=5 + 5'"), 9, "不能小于 10"),
                arguments(with(NUMBER, "'required': true"), "", "必填，请填写"),
                arguments(NUMBER + ", 'decimalDigits': 2", 7.125, "最多 2 位小数"),
                arguments(NUMBER + ", 'decimalDigits': 0", 7.5, "应为整数"),
                arguments(NUMBER + ", 'increment': 0.05", 7.26, "应为 0.05 的整数倍"),
                arguments(STRING, "7,10", "应填写数字"),
                arguments(with(STRING, "'min': 0"), "-0.01", "不能小于 0"),
                arguments(DATE, "2026-02-30", "不是有效日期：“2026-02-30”"),
                arguments(DATE, "2026-2-3", "不是有效日期"),
                arguments(DATE, "1899-12-31", "1900 至 2100"),
                arguments(DATE, "2101-01-01", "1900 至 2100"),
                arguments(DATE, 20260305, "应填写日期"),
                arguments(DATE, "2026-03-05T10:00", "不是有效日期"),
                arguments(DATE + ", 'disallowPassedDates': true", "2026-03-04", "不能早于今天（2026-03-05）"),
                arguments(with(DATE, "'min': '2026-01-01'"), "2025-12-31", "不能早于 2026-01-01"),
                arguments(with(DATE, "'max': '2026-12-31'"), "2027-01-01", "不能晚于 2026-12-31"),
                arguments(with(DATE, "'required': true"), null, "必填，请选择"),
                arguments(TIME, "25:00", "不是有效时间"),
                arguments(TIME, "09:30+99:00", "不是有效时间"),
                arguments(MOMENT, "2026-12-01", "应填写日期和时间"),
                arguments(MOMENT, "2026-12-32T09:30", "不是有效日期"),
                arguments(SELECT, "municipal", "的选项“municipal”不在可选范围内"),
                arguments(SELECT, "国家级", "不在可选范围内"),
                arguments(SELECT, List.of("national"), "应从列出的选项中选择"),
                arguments(RADIO, "x".repeat(60), "的选项“" + "x".repeat(40) + "…”不在"),
                arguments(with(RADIO, "'required': true"), null, "必填，请选择"),
                arguments("'type': 'select', 'valuesKey': 'nothing'", "a", "不在可选范围内"),
                arguments(BOX, "true", "应为勾选或不勾选"),
                arguments(with(BOX, "'required': true"), false, "必须勾选"),
                arguments(with(BOX, "'required': true"), null, "必须勾选"),
                arguments(CHECKLIST, List.of("national", "municipal"), "的选项“municipal”不在可选范围内"),
                arguments(CHECKLIST, Arrays.asList("national", null), "含有空的选项"),
                arguments(CHECKLIST, "national", "应为列表"),
                arguments(CHECKLIST, Map.of("a", "b"), "应为列表"),
                arguments(with(CHECKLIST, "'required': true"), "[]", "必填，请选择"),
                arguments(with(TAGS, "'required': true"), List.of(), "必填，请选择"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isRefusedByNameAndSaysWhatToDo(String field, Object sent, String message) {
        assertThat(refused(one(field), values("x", sent)).fields())
                .containsOnlyKeys("x")
                .hasEntrySatisfying("x", said -> assertThat(said).startsWith("“栏目”").contains(message).endsWith("。"));
    }
}
