package cn.bioapproval.intake;

import static cn.bioapproval.intake.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BulkFormTest {

    private static final String OUTCOME =
            """
            {'type': 'radio', 'key': 'outcome', 'label': '意见', 'validate': {'required': true},
             'values': [{'label': '同意', 'value': 'AGREE'}, {'label': '否决', 'value': 'VETO'}]}""";
    private static final String OPINION =
            """
            {'type': 'textarea', 'key': 'opinion', 'label': '说明', 'validate': {'maxLength': 500},
             'conditional': {'hide': '=outcome != \\'AGREE\\''}}""";
    private static final String REASON =
            """
            {'type': 'textarea', 'key': 'reason', 'label': '理由', 'validate': {'required': true},
             'conditional': {'hide': '=outcome != \\'VETO\\''}}""";
    private static final String STACKING =
            """
            {'type': 'checkbox', 'key': 'stacking', 'label': '确认叠加', 'conditional': {'hide': '=branch != true'}}""";
    private static final String AMOUNT =
            "{'type': 'number', 'key': 'amount', 'label': '金额', 'serializeToString': true}";

    private static BulkForm of(FormSchema schema, String answer) {
        return BulkForm.of(schema, answer, new FeelInTests());
    }

    @Test
    void oneAnswerIsGivenAndOnlyTheOpinionIsAsked() {
        BulkForm bulk = of(form(OUTCOME, OPINION, REASON, STACKING), "outcome:AGREE");

        assertThat(bulk.given()).isEqualTo(new BulkForm.Given("outcome", "AGREE", "意见", "同意"));
        assertThat(bulk.asked()).extracting(BulkForm.Asked::key).containsExactly("opinion");
        assertThat(bulk.asked().get(0).maxLength()).isEqualTo(500);
        assertThat(bulk.completed(Map.of("opinion", "好"), Map.of()))
                .isEqualTo(Map.of("outcome", "AGREE", "opinion", "好"));
    }

    @Test
    void aCaseWhoseFormAsksForMoreIsRefused() {
        BulkForm bulk = of(form(OUTCOME, OPINION, REASON, STACKING), "outcome:AGREE");

        assertThatThrownBy(() -> bulk.completed(Map.of("opinion", "好"), Map.of("branch", true)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("“确认叠加”")
                .hasMessageContaining("单独办理");
    }

    @Test
    void whatAnEarlierRoundAnsweredIsNotTakenForThisOne() {
        BulkForm bulk = of(form(OUTCOME, OPINION, REASON), "outcome:AGREE");

        assertThat(bulk.completed(Map.of(), Map.of("outcome", "VETO"))).isEqualTo(Map.of("outcome", "AGREE"));
    }

    @Test
    void anotherFormsDataAndAnotherAnswerAreRefused() {
        BulkForm bulk = of(form(OUTCOME, OPINION, REASON), "outcome:AGREE");

        for (String key : List.of("amount", "outcome", "reason")) {
            assertThatThrownBy(() -> bulk.completed(Map.of(key, "VETO"), Map.of()))
                    .as(key)
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void whatDiffersFromCaseToCaseCannotBeAskedOnce() {
        for (String differs : List.of(
                AMOUNT,
                "{'type': 'datetime', 'key': 'on', 'dateLabel': '日期', 'subtype': 'date'}",
                "{'type': 'textfield', 'key': 'no', 'label': '文号'}",
                "{'type': 'select', 'key': 'expert', 'label': '专家', 'valuesKey': 'experts'}",
                "{'type': 'checklist', 'key': 'missing', 'label': '材料', 'values': [{'label': '甲', 'value': 'a'}]}",
                "{'type': 'dynamiclist', 'path': 'staff', 'label': '人员', 'components': [" + OUTCOME + "]}")) {
            assertThatThrownBy(() -> of(form(OUTCOME, differs), "outcome:AGREE"))
                    .as(differs)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("每件各不相同");
        }
        String never = AMOUNT.replace("'label'", "'conditional': {'hide': '=true'}, 'label'");
        assertThat(of(form(OUTCOME, never), "outcome:AGREE").asked()).isEmpty();
    }

    @Test
    void aFieldThatHangsOnAnAnswerNobodyFixedIsAMistakeOfTheModel() {
        assertThatThrownBy(() -> of(form(OUTCOME, REASON), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bulk.answer");
    }

    @Test
    void theFixedAnswerIsAnOptionOfTheForm() {
        for (String answer : List.of("outcome:MAYBE", "outcome", "opinion:AGREE", "nothing:AGREE", "")) {
            assertThatThrownBy(() -> of(form(OUTCOME, OPINION), answer))
                    .as(answer)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("选项");
        }
    }

    @Test
    void twoDeploymentsOfOneFormAreAlikeAndAChangedOneIsNot() {
        String id = of(form(OUTCOME, OPINION), "outcome:AGREE").id();

        assertThat(of(form(OUTCOME, OPINION), "outcome:AGREE").id()).isEqualTo(id);
        assertThat(of(form(OUTCOME, OPINION), "outcome:VETO").id()).isNotEqualTo(id);
        assertThat(of(form(OUTCOME.replace("同意", "赞成"), OPINION), "outcome:AGREE").id()).isNotEqualTo(id);
    }
}
