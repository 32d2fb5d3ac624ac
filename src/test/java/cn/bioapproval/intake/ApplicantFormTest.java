package cn.bioapproval.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicantFormTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 5);
    private static final String FORM =
            """
            {"id": "check", "type": "default", "components": [
              {"type": "text", "id": "t1", "text": "{{summary}}", "properties": {"applicant": "hidden"}},
              {"type": "text", "id": "t2", "text": "请补：{{request}}", "conditional": {"hide": "=request = null"}},
              {"type": "textfield", "id": "a", "key": "account", "label": "账号", "validate": {"required": true},
               "properties": {"applicant": "hidden"}},
              {"type": "number", "id": "b", "key": "amount", "label": "金额（万元）", "serializeToString": true,
               "appearance": {"suffixAdorner": "万元"}, "conditional": {"hide": "=known = false"}},
              {"type": "checkbox", "id": "c", "key": "known", "label": "已收到",
               "properties": {"applicantLabel": "已寄出", "applicantNote": "寄出的勾选"}},
              {"type": "datetime", "id": "d", "key": "receivedOn", "dateLabel": "收到日期", "subtype": "date",
               "properties": {"applicant": "today"}}]}""";

    private final FormSchema schema = FormSchema.parse(FORM);
    private final ApplicantForm form = ApplicantForm.of(schema).orElseThrow();

    @Test
    void theApplicantSeesWhatIsHersInWordsForHer() {
        assertThat(schema.lint()).isEmpty();
        List<Map<String, Object>> shown = form.shown(Map.of(
                "summary", "内部摘要", "request", "任务书", "account", "6217", "amount",
                new BigDecimal("1E+2"), "secret", "x"));

        assertThat(shown).extracting(part -> part.get("key")).containsExactly(null, "amount", "known");
        assertThat(shown.get(0)).containsEntry("text", "请补：任务书").doesNotContainKey("hide");
        assertThat(shown.get(1)).containsEntry("value", "100").containsEntry("suffix", "万元")
                .containsEntry("hide", "known = false");
        assertThat(shown.get(2)).containsEntry("label", "已寄出").containsEntry("note", "寄出的勾选");
        assertThat(shown.toString()).doesNotContain("6217", "内部摘要", "secret");
    }

    @Test
    void optionsAndTruthsThatOnlyTheOfficeKnowsArePutIn() {
        ApplicantForm facts = ApplicantForm.of(FormSchema.parse(
                        """
                        {"id": "facts", "type": "default", "components": [
                          {"type": "checkbox", "id": "a", "key": "sent", "label": "已寄出"},
                          {"type": "textfield", "id": "b", "key": "name", "label": "名称",
                           "conditional": {"hide": "=fixed = true or sent = true"}},
                          {"type": "checklist", "id": "c", "key": "slots", "label": "材料",
                           "valuesKey": "slotOptions"}]}"""))
                .orElseThrow();
        List<Map<String, String>> options = List.of(Map.of("label", "申请表", "value", "form"));

        List<Map<String, Object>> shown = facts.shown(Map.of("fixed", false, "sent", true, "slotOptions", options));

        assertThat(shown.get(1)).containsEntry("hide", "false = true or sent = true");
        assertThat(shown.get(2)).containsEntry("options", options);
    }

    @Test
    void whatTheOfficeKeepsStaysAndTheDateIsTodays() {
        assertThat(form.completed(Map.of("known", true), Map.of("account", "6217", "amount", "1"), TODAY))
                .isEqualTo(Map.of("known", true, "account", "6217", "receivedOn", "2026-03-05"));
    }

    @Test
    void nobodyChangesWhatTheOfficeKeeps() {
        for (String kept : List.of("account", "receivedOn")) {
            assertThatThrownBy(() -> form.completed(Map.of(kept, "x"), Map.of("account", "6217"), TODAY))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void aFormWithRowsIsForTheWindow() {
        FormSchema rows = FormSchema.parse(
                """
                {"id": "rows", "type": "default", "components": [
                  {"type": "dynamiclist", "id": "l", "path": "staff", "label": "人员", "disableCollapse": true,
                   "components": [
                    {"type": "textfield", "id": "n", "key": "name", "label": "姓名"}]}]}""");

        assertThat(ApplicantForm.of(rows)).isEmpty();
    }

    @Test
    void aWordThatMeansNothingIsFound() {
        assertThat(FormSchema.parse(FORM.replace("\"today\"", "\"tomorrow\"")).lint())
                .singleElement().asString().contains("hidden");
    }
}
