package cn.bioapproval.intake;

import static cn.bioapproval.intake.Forms.accepted;
import static cn.bioapproval.intake.Forms.form;
import static cn.bioapproval.intake.Forms.refused;
import static cn.bioapproval.intake.Forms.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the browser does not show is neither asked for nor taken. */
class VisibilityTest {

    private static final String OUTCOME = "{'type': 'radio', 'key': 'outcome', 'label': '结论',"
            + " 'validate': {'required': true},"
            + "'values': [{'label': '通过', 'value': 'pass'}, {'label': '退回', 'value': 'return'}]}";
    private static final String REASON = "{'type': 'textarea', 'key': 'reason', 'label': '退回理由',"
            + "'validate': {'required': true}, 'conditional': {'hide': '=outcome != \\\"return\\\"'}}";
    private static final FormSchema DECISION = form(OUTCOME, REASON);

    private static String field(String key, String label, String hide, String rest) {
        return "{'type': 'textfield', 'key': '" + key + "', 'label': '" + label + "',"
                + " 'conditional': {'hide': '" + hide + "'}"
                + rest + "}";
    }

    @Test
    void aReasonIsAskedForOnlyWhenTheFormIsReturned() {
        assertThat(accepted(DECISION, values("outcome", "pass"))).containsOnlyKeys("outcome");
        assertThat(refused(DECISION, values("outcome", "return")).fields()).containsOnlyKeys("reason");
        assertThat(accepted(DECISION, values("outcome", "return", "reason", "缺章"))).containsEntry("reason", "缺章");
    }

    @Test
    void whatIsHiddenIsNotTakenUnlessItIsEmpty() {
        assertThat(refused(DECISION, values("outcome", "pass", "reason", "偷偷写的")).fields())
                .containsOnlyKeys("reason")
                .containsValue("“退回理由”按当前填写的内容无需填写，请清空后提交。");
        assertThat(accepted(DECISION, values("outcome", "pass", "reason", ""))).containsOnlyKeys("outcome");
        assertThat(accepted(DECISION, values("outcome", "pass", "reason", null))).containsOnlyKeys("outcome");
    }

    @Test
    void aHiddenGroupHidesAllThatIsInItWhateverItsPath() {
        FormSchema form = form(
                "{'type': 'checkbox', 'key': 'abroad', 'label': '境外'}",
                "{'type': 'group', 'label': '境外信息', 'path': 'foreign', 'conditional': {'hide': '=not(abroad)'},"
                        + "'components': [{'type': 'group', 'label': '国别', 'components': ["
                        + "{'type': 'textfield', 'key': 'country', 'label': '国家', 'validate': {'required': true}}]}]}");

        assertThat(accepted(form, Map.of())).isEmpty();
        assertThat(accepted(form, values("abroad", false))).containsOnlyKeys("abroad");
        assertThat(refused(form, values("abroad", true)).fields()).containsOnlyKeys("foreign.country");
        assertThat(refused(form, values("foreign", Map.of("country", "日本"))).fields())
                .containsOnlyKeys("foreign.country");
        assertThat(accepted(form, values("abroad", true, "foreign", "{\"country\": \"日本\"}")))
                .containsEntry("foreign", Map.of("country", "日本"));
    }

    @Test
    void anEmptyFieldLooksToAConditionAsItDoesInTheBrowser() {
        FormSchema form = form(
                "{'type': 'textfield', 'key': 'name', 'label': '名称'}",
                "{'type': 'checklist', 'key': 'kinds', 'label': '类别', 'values': ['a']}",
                field("onText", "甲", "=name = \\\"\\\"", ", 'validate': {'required': true}"),
                field("onList", "乙", "=count(kinds) = 0", ", 'validate': {'required': true}"));

        assertThat(accepted(form, values("name", "", "kinds", "[]"))).isEmpty();
        assertThat(refused(form, values("name", "有", "kinds", List.of("a"))).fields())
                .containsOnlyKeys("onText", "onList");
    }

    @Test
    void aHiddenFieldIsNullToOtherConditionsWhereverItStands() {
        FormSchema form = form(
                field("third", "丙", "=second != \\\"yes\\\"", ""),
                field("second", "乙", "=first != \\\"yes\\\"", ""),
                field("first", "甲", "=false", ""));

        assertThat(accepted(form, values("first", "yes", "second", "yes", "third", "x"))).hasSize(3);
        assertThat(refused(form, values("first", "no", "second", "yes", "third", "x")).fields())
                .containsOnlyKeys("second", "third");
    }

    @Test
    void theContextIsSeenAndAFailingConditionHidesNothing() {
        FormSchema form = form(
                field("seen", "甲", "=round > 1", ", 'validate': {'required': true}"),
                field("broken", "乙", "=this is no ((", ""),
                field("plain", "丙", "round > 1", ""));

        assertThat(accepted(form, values("broken", "x", "plain", "y"), Map.of("round", 2))).hasSize(2);
        assertThat(refused(form, Map.of(), Map.of("round", 1)).fields()).containsOnlyKeys("seen");
    }

    @Test
    void inARowAConditionSeesTheRowAndTheForm() {
        FormSchema form = form(
                "{'type': 'checkbox', 'key': 'strict', 'label': '严格'}",
                "{'type': 'dynamiclist', 'path': 'staff', 'label': '人员', 'components': ["
                        + "{'type': 'textfield', 'key': 'name', 'label': '姓名'},"
                        + "{'type': 'textfield', 'key': 'note', 'label': '说明', 'validate': {'required': true},"
                        + "'conditional': {'hide': '=this.name != \\\"其他\\\" and not(strict)'}}]}");

        assertThat(accepted(form, values("staff", List.of(Map.of("name", "林晓"))))).containsKey("staff");
        assertThat(refused(form, values("staff", List.of(Map.of("name", "林晓"), Map.of("name", "其他")))).fields())
                .containsExactly(Map.entry("staff[1].note", "“人员”第2行的“说明”必填，请填写。"));
        assertThat(refused(form, values("strict", true, "staff", List.of(Map.of("name", "林晓")))).fields())
                .containsOnlyKeys("staff[0].note");
    }

    @Test
    void aComputedFieldIsNeverBelievedButComputedAnew() {
        FormSchema form = form(
                "{'type': 'number', 'key': 'a', 'label': '甲'}",
                "{'type': 'number', 'key': 'b', 'label': '乙'}",
                "{'type': 'expression', 'key': 'sum', 'expression': '=a + b'}",
                field("why", "超额理由", "=sum <= 10", ", 'validate': {'required': true}"));

        assertThat(accepted(form, values("a", 1, "b", 2, "sum", 99))).containsOnlyKeys("a", "b");
        assertThat(refused(form, values("a", 9, "b", 2, "sum", 0)).fields()).containsOnlyKeys("why");
    }

    @Test
    void aHiddenListIsNotTaken() {
        FormSchema form = form("{'type': 'dynamiclist', 'path': 'staff', 'label': '人员',"
                + " 'conditional': {'hide': '=true'},"
                + "'components': [{'type': 'textfield', 'key': 'name', 'label': '姓名'}]}");

        assertThat(accepted(form, values("staff", Arrays.asList(null, Map.of("name", ""))))).isEmpty();
        assertThat(refused(form, values("staff", List.of(Map.of("name", "林晓")))).fields()).containsOnlyKeys("staff");
    }
}
