package cn.bioapproval.intake;

import static cn.bioapproval.intake.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the model check learns from a form. */
class FormSchemaTest {

    private static final FormSchema FORM = form(
            "{'type': 'text', 'id': 't', 'text': '申请单位：{{applicantName}} {{#if urgent}}加急{{/if}}'}",
            "{'type': 'textfield', 'key': 'unit', 'label': '单位', 'properties': {'flow': 'true',"
                    + " 'case': 'applicantName'}}",
            "{'type': 'textfield', 'key': 'number', 'label': '编号', 'disabled': true}",
            "{'type': 'group', 'path': 'contact', 'label': '联系', 'components': ["
                    + "{'type': 'textfield', 'key': 'name', 'label': '姓名'}]}",
            "{'type': 'dynamiclist', 'path': 'staff', 'label': '人员', 'disableCollapse': true, 'components': ["
                    + "{'type': 'select', 'key': 'role', 'label': '角色', 'valuesKey': 'roles',"
                    + "'conditional': {'hide': '=this.name = \\\"无名 roundtwo\\\" and round > string length(unit)'}}]}",
            "{'type': 'table', 'label': '已交材料', 'dataSource': '=materials'}",
            "{'type': 'expression', 'key': 'sum', 'expression': '=sum(amounts)'}");

    @Test
    void keysConditionsAndContextAreKnown() {
        assertThat(FORM.id()).isEqualTo("test");
        assertThat(FORM.inputKeys()).containsExactly("unit", "contact.name", "staff[].role");
        assertThat(FORM.flowKeys()).containsExactly("unit");
        assertThat(FORM.caseKeys()).isEqualTo(Map.of("applicantName", "unit"));
        assertThat(FORM.conditions()).hasSize(1);
        assertThat(FORM.expressions()).contains("sum(amounts)").containsAll(FORM.conditions());
        assertThat(FORM.contextKeys())
                .containsExactlyInAnyOrder("applicantName", "urgent", "number", "roles", "round", "materials",
                        "amounts");
        assertThat(FORM.components()).extracting(FormComponent::path)
                .containsExactly(null, "unit", "number", "contact", "contact.name", "staff", "staff[].role", null,
                        "sum");
        assertThat(FORM.lint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"filepicker", "documentPreview", "iframe", "hologram"})
    void aComponentThatNobodyCanServeIsRefused(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> form("{'type': '" + type + "', 'key': 'f', 'label': '附件'}"))
                .withMessageContaining("附件")
                .withMessageContaining(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{'components': 3}", "{", "{'components': [{'type': 'textfield'}]}",
        "{'components': [{'type': 'dynamiclist', 'components': []}]}", "{'components': ['text']}"})
    void whatIsNoFormIsRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> FormSchema.parse(json.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'type': 'textfield', 'key': 'x'} | 没有标签",
        "{'type': 'textfield', 'key': 'x', 'label': 'Name'} | 应为中文",
        "{'type': 'group', 'label': 'Group', 'components': []} | 应为中文",
        "{'type': 'text', 'text': ''} | 没有文字内容",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'validate': {'pattern': '(('},"
                + " 'properties': {'patternHint': '应为甲'}} | 正则表达式无效",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'validate': {'pattern': 'a'}} | patternHint",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'validate': {'min': 1}} | 不起作用",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'validate': {'minLength': 5, 'maxLength': 3}} | 无法填写",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'properties': {'flwo': 'true'}} | flwo",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'properties': {'flow': 'ja'}} | true 或 false",
        "{'type': 'textfield', 'key': 'a.x', 'label': '甲', 'properties': {'flow': 'true'}} | 不能成为流程变量",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'properties': {'case': 'owner'}} | owner",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'properties': {'check': 'notFuture'}} | 不适用",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'properties': {'check': 'luhn'}} | 不存在",
        "{'type': 'number', 'key': 'x', 'label': '总投入（万元）'} | serializeToString",
        "{'type': 'number', 'key': 'x', 'label': '人数', 'properties': {'flow': 'true'}} | decimalDigits",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'conditional': {'hide': 'true'}} | 须以“=”开头",
        "{'type': 'textfield', 'key': 'x', 'label': '甲', 'disabled': true, 'validate': {'required': true}} | 已禁用",
        "{'type': 'select', 'key': 'x', 'label': '甲'} | 选项来源",
        "{'type': 'select', 'key': 'x', 'label': '甲', 'values': ['a', 'a']} | 重复",
        "{'type': 'select', 'key': 'x', 'label': '甲', 'values': ['a'], 'defaultValue': 'b'} | 默认值",
        "{'type': 'expression', 'key': 'x', 'expression': '=1', 'properties': {'flow': 'true'}} | 不可信",
        "{'type': 'dynamiclist', 'path': 'x', 'label': '甲', 'components': []} | disableCollapse"
    })
    void lintSaysWhatIsWrong(String component, String problem) {
        assertThat(form(component).lint()).singleElement().asString().contains(problem);
    }

    @Test
    void twoFieldsInOnePlaceBreakTheWholeFormInTheBrowser() {
        String field = "{'type': 'textfield', 'key': '%s', 'label': '%s'}";
        assertThat(form(field.formatted("a", "甲"), field.formatted("a", "乙")).lint()).singleElement().asString()
                .contains("“乙”");
        assertThat(form(field.formatted("a", "甲"), field.formatted("a.b", "乙")).lint()).hasSize(1);
    }
}
