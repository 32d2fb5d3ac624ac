package cn.bioapproval.intake;

import static cn.bioapproval.intake.Forms.accepted;
import static cn.bioapproval.intake.Forms.form;
import static cn.bioapproval.intake.Forms.refused;
import static cn.bioapproval.intake.Forms.values;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks that the form's author asks for by a custom property. */
class OfficeChecksTest {

    private static final String CODE =
            "{'type': 'textfield', 'key': 'code', 'label': '统一社会信用代码', 'properties': {'check': 'creditCode'}}";
    private static final String WAN = "{'type': 'number', 'key': 'total', 'label': '总投入（万元）', "
            + "'serializeToString': true, 'properties': {'check': 'wan'}}";
    private static final String DATE =
            "{'type': 'datetime', 'key': 'on', 'label': '取证日期', 'properties': {'check': 'notFuture'}}";
    private static final String MOMENT = "{'type': 'datetime', 'subtype': 'datetime', 'key': 'at', 'label': '取证时间', "
            + "'properties': {'check': 'notFuture'}}";

    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y43", "91440300708461136T", "914403001922038216", "91330100799655058B"})
    void aCodeWithItsCheckCharacterPasses(String code) {
        assertThat(accepted(form(CODE), values("code", code.toLowerCase(Locale.ROOT)))).containsEntry("code", code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"91350100M000100Y44", "9135010OM000100Y43", "91350100M000100Y4", "913501000M000100Y43"})
    void aMistypedCodeIsRefused(String code) {
        assertThat(refused(form(CODE), values("code", code)).fields().get("code")).contains("应为18位统一社会信用代码");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "120", "120.5", "0.0001", "999999999999.9999", "1.50000"})
    void anAmountInWanPasses(String amount) {
        assertThat(accepted(form(WAN), values("total", amount))).containsEntry("total", amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.00001", "1000000000000"})
    void anAmountThatIsNoWholeYuanOrNegativeOrTooLargeIsAnInvalidAmount(String amount) {
        Refusal refusal = refused(form(WAN), values("total", amount));

        assertThat(refusal.code()).isEqualTo(RefusalCode.INVALID_AMOUNT);
        assertThat(refusal.getMessage()).startsWith("“总投入（万元）”应为以万元为单位的数");
    }

    @Test
    void todayIsTheDayInXiamen() {
        assertThat(accepted(form(DATE), values("on", "2026-03-05"))).containsKey("on");
        assertThat(accepted(form(MOMENT), values("at", "2026-03-04T23:30-01:00"))).isNotEmpty();
        assertThat(refused(form(MOMENT), values("at", "2026-03-05T23:30Z")).code()).isEqualTo(RefusalCode.INVALID_DATE);
    }

    @Test
    void aFutureDateAloneIsAnInvalidDate() {
        Refusal refusal = refused(form(DATE), values("on", "2026-03-06"));

        assertThat(refusal.code()).isEqualTo(RefusalCode.INVALID_DATE);
        assertThat(refusal.getMessage()).isEqualTo("“取证日期”不能晚于今天（2026-03-05），请重新选择。");
    }

    @Test
    void aFutureDateAmongOtherMistakesIsAnInvalidForm() {
        Refusal refusal = refused(form(DATE, CODE), values("on", "2026-03-06", "code", "123"));

        assertThat(refusal.code()).isEqualTo(RefusalCode.FORM_INVALID);
        assertThat(refusal.fields()).containsOnlyKeys("on", "code");
        assertThat(refusal.getMessage()).startsWith("表单有 2 处需要修改：");
    }
}
