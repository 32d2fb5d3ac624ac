package cn.bioapproval.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Recorded data, read in the words of the form. */
class AnswersTest {

    private static final FormSchema FORM = FormSchema.parse(
            """
            {"id": "f", "type": "default", "components": [
              {"type": "text", "text": "**依托单位**"},
              {"type": "textfield", "key": "name", "label": "名称："},
              {"type": "select", "key": "tier", "label": "层级", "properties": {"flow": "true"},
               "values": [{"label": "市级", "value": "CITY"}, {"label": "省级", "value": "PROV"}]},
              {"type": "group", "label": "金额", "path": "money", "components": [
                {"type": "number", "key": "aid", "label": "已获补助", "serializeToString": true,
                 "appearance": {"suffixAdorner": "万元"}}]},
              {"type": "datetime", "key": "on", "dateLabel": "收到日期", "subtype": "date"},
              {"type": "datetime", "key": "at", "dateLabel": "评审时间", "subtype": "datetime"},
              {"type": "checkbox", "key": "agreed", "label": "已核对"},
              {"type": "checklist", "key": "materials", "label": "材料",
               "values": [{"label": "申请书", "value": "a"}, {"label": "任务书", "value": "b"}]},
              {"type": "select", "key": "expert", "label": "更换的专家", "valuesKey": "panel"},
              {"type": "dynamiclist", "path": "staff", "label": "人员", "components": [
                {"type": "textfield", "key": "name", "label": "姓名"}]},
              {"type": "textfield", "key": "empty", "label": "空着"}]}""");

    @Test
    void valuesAreShownAsPeopleReadThemAndNeverAsCodes() {
        List<Answer> answers = FORM.answers(
                FormData.of(Map.of(
                        "name", "鹭岛医院",
                        "tier", "PROV",
                        "money", Map.of("aid", "12.50"),
                        "on", "2026-03-05",
                        "at", "2026-03-05T01:30+00:00",
                        "agreed", true,
                        "materials", List.of("a", "b"),
                        "staff", List.of(Map.of("name", "张三"), Map.of("name", "李四")))),
                Map.of(),
                UnaryOperator.identity());

        assertThat(answers)
                .extracting(Answer::section, Answer::label, Answer::text)
                .containsExactly(
                        tuple("依托单位", "名称", "鹭岛医院"),
                        tuple("依托单位", "层级", "省级"),
                        tuple("金额", "已获补助", "12.50 万元"),
                        tuple("依托单位", "收到日期", "2026年3月5日"),
                        tuple("依托单位", "评审时间", "2026年3月5日 09:30"),
                        tuple("依托单位", "已核对", "是"),
                        tuple("依托单位", "材料", "申请书、任务书"),
                        tuple("依托单位", "人员 第 1 行：姓名", "张三"),
                        tuple("依托单位", "人员 第 2 行：姓名", "李四"));
        assertThat(answers).filteredOn(Answer::decision).extracting(Answer::label).containsExactly("层级");
    }

    @Test
    void anOptionFromOutsideIsNamedByItsListOrElseByWhoeverKnowsIt() {
        FormData chosen = FormData.of(Map.of("expert", "expert03"));

        assertThat(FORM.answers(
                        chosen,
                        Map.of("panel", List.of(Map.of("label", "罗文", "value", "expert03"))),
                        UnaryOperator.identity()))
                .extracting(Answer::text)
                .containsExactly("罗文");
        assertThat(FORM.answers(chosen, Map.of(), id -> "名叫" + id))
                .extracting(Answer::text)
                .containsExactly("名叫expert03");
    }

    @Test
    void aNumberIsWrittenPlainly() {
        assertThat(FORM.answers(
                        FormData.of(Map.of("money", Map.of("aid", new BigDecimal("1E+3")))),
                        Map.of(),
                        UnaryOperator.identity()))
                .extracting(Answer::text)
                .containsExactly("1000 万元");
    }
}
