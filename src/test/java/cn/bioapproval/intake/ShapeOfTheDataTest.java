package cn.bioapproval.intake;

import static cn.bioapproval.intake.Forms.accepted;
import static cn.bioapproval.intake.Forms.form;
import static cn.bioapproval.intake.Forms.refused;
import static cn.bioapproval.intake.Forms.values;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeOfTheDataTest {

    private static final FormSchema STAFF = form(
            "{'type': 'textfield', 'key': 'contact.name', 'label': '联系人'}",
            "{'type': 'dynamiclist', 'path': 'team.staff', 'label': '人员', 'components': ["
                    + "{'type': 'textfield', 'key': 'name', 'label': '姓名', 'validate': {'required': true}},"
                    + "{'type': 'number', 'key': 'age', 'label': '年龄', 'validate': {'min': 18}}]}");
    private static final FormSchema SCORES = form(
            "{'type': 'dynamiclist', 'path': 'scores', 'label': '评分', 'allowAddRemove': false, 'components': ["
                    + "{'type': 'textfield', 'key': 'criterion', 'label': '指标', 'readonly': true},"
                    + "{'type': 'number', 'key': 'score', 'label': '得分', 'validate': {'required': true}}]}");
    private static final Map<String, Object> CRITERIA =
            Map.of("scores", List.of(Map.of("criterion", "能力"), Map.of("criterion", "产出")));

    @Test
    void dottedKeysAreNestedData() {
        assertThat(accepted(STAFF, values("contact", Map.of("name", "林晓"))))
                .isEqualTo(Map.of("contact", Map.of("name", "林晓")));
        assertThat(accepted(STAFF, values("contact", "{\"name\": \"林晓\"}"))).containsKey("contact");
        assertThat(refused(STAFF, values("contact.name", "林晓")).fields()).containsOnlyKeys("contact.name");
        assertThat(refused(STAFF, values("contact", "林晓")).fields()).containsOnlyKeys("contact");
    }

    @Test
    void aKeyThatTheFormDoesNotHaveIsRefusedOnEveryLevel() {
        Map<String, Object> sent = values(
                "approved", true,
                "contact", Map.of("boss", "x"),
                "team", Map.of("staff", List.of(Map.of("name", "林晓", "salary", 1))));

        assertThat(refused(STAFF, sent).fields()).containsOnlyKeys("approved", "contact.boss", "team.staff[0].salary");
    }

    @Test
    void anUnknownKeyIsRepeatedShortAndVisible() {
        assertThat(refused(STAFF, values("\u202E\u0000" + "k".repeat(100), 1)).fields().keySet())
                .singleElement()
                .isEqualTo("��" + "k".repeat(38) + "…");
    }

    @Test
    void rowsArriveAsAListOrAsItsJson() {
        Map<String, Object> expected =
                Map.of("team", Map.of("staff", List.of(Map.of("name", "林晓", "age", 30L), Map.of("name", "陈敏"))));

        assertThat(accepted(STAFF, values(
                        "team", Map.of("staff", List.of(Map.of("name", "林晓", "age", 30), Map.of("name", "陈敏"))))))
                .isEqualTo(expected);
        assertThat(accepted(STAFF, values(
                        "team", "{\"staff\": [{\"name\": \"林晓\", \"age\": 30}, {\"name\": \"陈敏\", \"age\": null}]}")))
                .isEqualTo(expected);
        assertThat(accepted(STAFF, values(
                        "team", Map.of("staff", "[{\"name\": \"林晓\", \"age\": 30}, {\"name\": \"陈敏\"}]"))))
                .isEqualTo(expected);
    }

    @Test
    void mistakesInRowsAreNamedByRow() {
        Map<String, Object> sent = values("team", Map.of("staff", Arrays.asList(Map.of("name", "林晓", "age", 17),
                null)));

        assertThat(refused(STAFF, sent).fields()).containsOnly(
                Map.entry("team.staff[0].age", "“人员”第1行的“年龄”不能小于 18，请改为 18 或以上的数。"),
                Map.entry("team.staff[1].name", "“人员”第2行的“姓名”必填，请填写。"));
        assertThat(refused(STAFF, values("team", Map.of("staff", List.of("林晓")))).fields())
                .containsOnlyKeys("team.staff");
    }

    @Test
    void anEmptyRowIsNoRow() {
        FormSchema form = form("{'type': 'dynamiclist', 'path': 'notes', 'label': '备注', 'components': ["
                + "{'type': 'textfield', 'key': 'text', 'label': '内容'}]}");

        assertThat(accepted(form, values("notes", List.of(Map.of("text", ""), Map.of("text", "甲"), Map.of()))))
                .isEqualTo(Map.of("notes", List.of(Map.of("text", "甲"))));
        assertThat(accepted(form, values("notes", List.of(Map.of("text", ""))))).isEmpty();
    }

    @Test
    void aFixedListHasTheRowsThatWereShown() {
        List<Map<String, Object>> all = List.of(
                Map.of("criterion", "能力", "score", 8), Map.of("criterion", "产出", "score", 9));

        assertThat(accepted(SCORES, values("scores", all), CRITERIA)).containsKey("scores");
        assertThat(refused(SCORES, Map.of(), CRITERIA).fields()).containsOnlyKeys("scores[0].score", "scores[1].score");
        assertThat(refused(SCORES, values("scores", all.subList(0, 1)), CRITERIA).fields())
                .containsOnlyKeys("scores[1].score");
        assertThat(refused(SCORES, values("scores", List.of(all.get(1), all.get(0))), CRITERIA).fields())
                .containsOnlyKeys("scores[0].criterion", "scores[1].criterion");
        assertThat(refused(SCORES, values("scores", List.of(all.get(0), all.get(1), all.get(1))), CRITERIA).fields())
                .containsOnlyKeys("scores");
    }

    @Test
    void optionsMayComeFromTheContext() {
        FormSchema form = form(
                "{'type': 'select', 'key': 'expert', 'label': '专家', 'valuesKey': 'experts'}",
                "{'type': 'taglist', 'key': 'others', 'label': '其他专家', "
                        + "'valuesExpression': '=for e in experts return {label: e.label, value: e.value}'}");
        Map<String, Object> context =
                Map.of("experts", List.of(Map.of("label", "专家一", "value", "e1"), Map.of("label", "专家二", "value",
                        "e2")));

        assertThat(accepted(form, values("expert", "e1", "others", List.of("e2")), context)).hasSize(2);
        assertThat(refused(form, values("expert", "e3", "others", List.of("e4")), context).fields())
                .containsOnlyKeys("expert", "others");
        assertThat(accepted(form, values("expert", "e9"), Map.of("experts", "[\"e9\"]"))).hasSize(1);
    }

    @Test
    void tooMuchIsRefusedBeforeItIsLookedAt() {
        FormSchema form = form(
                "{'type': 'taglist', 'key': 'tags', 'label': '标签', 'values': ['a']}",
                "{'type': 'textarea', 'key': 'text', 'label': '正文', 'validate': {'maxLength': 10000000}}");
        Map<String, Object> round = new HashMap<>();
        round.put("text", round);

        assertThat(List.of(
                        refused(form, values("tags", Collections.nCopies(201, "a"))),
                        refused(form, values("tags", "[" + "\"a\",".repeat(200) + "\"a\"]")),
                        refused(form, values("text", "长".repeat(90_000))),
                        refused(form, round)))
                .extracting(Refusal::code)
                .containsOnly(RefusalCode.REQUEST_TOO_LARGE);
        assertThat(accepted(form, values("tags", Collections.nCopies(200, "a"), "text", "长".repeat(80_000))))
                .hasSize(2);
    }
}
