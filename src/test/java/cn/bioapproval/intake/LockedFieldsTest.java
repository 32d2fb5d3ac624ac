package cn.bioapproval.intake;

import static cn.bioapproval.intake.Forms.DOOR;
import static cn.bioapproval.intake.Forms.accepted;
import static cn.bioapproval.intake.Forms.form;
import static cn.bioapproval.intake.Forms.refused;
import static cn.bioapproval.intake.Forms.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the form shows but does not let people change. */
class LockedFieldsTest {

    private static final FormSchema READONLY = form(
            "{'type': 'textfield', 'key': 'name', 'label': '依托单位名称', 'readonly': true,"
                    + " 'properties': {'flow': 'true'}}");

    static Stream<Arguments> shownAndSentBack() {
        return Stream.of(
                arguments("'type': 'textfield'", "第一医院", "第一医院"),
                arguments("'type': 'textfield'", 2026, "2026"),
                arguments("'type': 'textfield'", new BigDecimal("1E+2"), "100"),
                arguments("'type': 'textarea'", "甲\n乙", "甲\n乙"),
                arguments("'type': 'number'", new BigDecimal("12.50"), 12.5),
                arguments("'type': 'number', 'serializeToString': true", 12, "12"),
                arguments("'type': 'datetime'", LocalDate.of(2026, 3, 5), "2026-03-05"),
                arguments("'type': 'checkbox'", true, true),
                arguments("'type': 'checkbox'", null, false),
                arguments("'type': 'select', 'values': ['a', 'b']", "a", "a"),
                arguments("'type': 'checklist', 'values': ['a', 'b']", List.of("a", "gone"), List.of("a")),
                arguments("'type': 'textfield', 'defaultValue': '厦门市'", null, "厦门市"));
    }

    @ParameterizedTest
    @MethodSource("shownAndSentBack")
    void aReadOnlyFieldMayComeBackAsItWasShownOrNotAtAll(String field, Object shown, Object sent) {
        FormSchema form = form("{'key': 'x', 'label': '栏目', 'readonly': true, " + field + "}");
        Map<String, Object> context = shown == null ? Map.of() : Map.of("x", shown);

        assertThat(accepted(form, values("x", sent), context)).containsOnlyKeys("x");
        assertThat(accepted(form, Map.of(), context)).isEmpty();
    }

    @Test
    void aReadOnlyFieldThatWasChangedIsRefused() {
        assertThat(refused(READONLY, values("name", "第二医院"), Map.of("name", "第一医院")).fields())
                .containsEntry("name", "“依托单位名称”为只读内容，不能修改（或已有更新），请刷新页面后重新提交。");
        assertThat(refused(READONLY, values("name", "第二医院")).fields()).containsOnlyKeys("name");
    }

    @Test
    void aTickThatIsShownCannotBeTakenAway() {
        FormSchema form = form("{'type': 'checkbox', 'key': 'x', 'label': '承诺', 'readonly': true}");

        assertThat(refused(form, values("x", false), Map.of("x", true)).fields()).containsOnlyKeys("x");
    }

    @Test
    void aReadOnlyFlowFieldThatDoesNotComeBackKeepsItsValue() {
        assertThat(DOOR.check(READONLY, Map.of(), Map.of("name", "第一医院")).flow()).containsEntry("name", "第一医院");
    }

    @Test
    void readOnlyCanHangOnACondition() {
        FormSchema form = form(
                "{'type': 'checkbox', 'key': 'final', 'label': '定稿'}",
                "{'type': 'textfield', 'key': 'x', 'label': '栏目', 'readonly': '=final'}");

        assertThat(accepted(form, values("final", false, "x", "新"), Map.of("x", "旧"))).containsEntry("x", "新");
        assertThat(refused(form, values("final", true, "x", "新"), Map.of("x", "旧")).fields()).containsOnlyKeys("x");
    }

    @Test
    void aDisabledFieldIsNeverTakenNotEvenUnchanged() {
        FormSchema form = form("{'type': 'textfield', 'key': 'x', 'label': '办件编号', 'disabled': true}");

        assertThat(refused(form, values("x", "XM-1"), Map.of("x", "XM-1")).fields()).containsOnlyKeys("x");
        assertThat(accepted(form, values("x", ""), Map.of("x", "XM-1"))).isEmpty();
    }

    @Test
    void aConditionSeesWhatALockedFieldShows() {
        FormSchema form = form(
                "{'type': 'textfield', 'key': 'kind', 'label': '类型', 'disabled': true}",
                "{'type': 'textfield', 'key': 'y', 'label': '栏目', 'validate': {'required': true},"
                        + "'conditional': {'hide': '=kind = \\\"new\\\"'}}");

        assertThat(accepted(form, Map.of(), Map.of("kind", "new"))).isEmpty();
        assertThat(refused(form, Map.of(), Map.of("kind", "old")).fields()).containsOnlyKeys("y");
    }
}
