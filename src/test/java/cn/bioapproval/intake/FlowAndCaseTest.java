package cn.bioapproval.intake;

import static cn.bioapproval.intake.Forms.DOOR;
import static cn.bioapproval.intake.Forms.form;
import static cn.bioapproval.intake.Forms.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the form's author marks for the process and for the new case. */
class FlowAndCaseTest {

    private static final String FLOW = ", 'properties': {'flow': 'true'}}";
    private static final FormSchema FORM = form(
            "{'type': 'textfield', 'key': 'unit', 'label': '单位', 'properties': {'case': 'applicantName'}}",
            "{'type': 'textfield', 'key': 'mail', 'label': '邮箱', 'properties': {'case': 'applicantEmail'}}",
            "{'type': 'radio', 'key': 'outcome', 'label': '结论', 'values': ['pass', 'return']" + FLOW,
            "{'type': 'number', 'key': 'count', 'label': '人数', 'decimalDigits': 0" + FLOW,
            "{'type': 'number', 'key': 'ratio', 'label': '比例'" + FLOW,
            "{'type': 'number', 'key': 'money', 'label': '金额', 'serializeToString': true" + FLOW,
            "{'type': 'checkbox', 'key': 'urgent', 'label': '加急'" + FLOW,
            "{'type': 'checklist', 'key': 'kinds', 'label': '类别', 'values': ['a', 'b']" + FLOW,
            "{'type': 'textfield', 'key': 'note', 'label': '说明',"
                    + " 'conditional': {'hide': '=outcome = \\\"pass\\\"'}" + FLOW);

    @Test
    void onlyFlowFieldsGoOnAndTheirTypeHangsOnTheField() {
        CheckedForm checked = DOOR.check(
                FORM,
                values("unit", "第一医院", "outcome", "return", "count", 42.0, "ratio", 42, "money", "7.10",
                        "urgent", true, "kinds", List.of("b"), "note", "补正"),
                Map.of());

        assertThat(checked.flow()).isEqualTo(values(
                "outcome", "return", "count", 42L, "ratio", 42.0, "money", "7.10", "urgent", true,
                "kinds", List.of("b"), "note", "补正"));
        assertThat(checked.caseFields()).isEqualTo(Map.of("applicantName", "第一医院"));
        assertThat(checked.data().asMap()).containsKeys("unit", "outcome");
    }

    @Test
    void anEmptyOrHiddenFlowFieldIsNullSoThatNoEarlierValueLingers() {
        assertThat(DOOR.check(FORM, values("outcome", "pass"), Map.of("note", "上一轮")).flow())
                .containsOnlyKeys("outcome", "count", "ratio", "money", "urgent", "kinds", "note")
                .containsEntry("note", null)
                .containsEntry("count", null)
                .containsEntry("outcome", "pass");
    }
}
