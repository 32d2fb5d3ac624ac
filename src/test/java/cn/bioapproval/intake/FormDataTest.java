package cn.bioapproval.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormDataTest {

    private static final FormData DATA = FormData.of(Map.of(
            "unit", "第一医院", "on", "2026-03-05", "money", "7.10", "count", 42L, "urgent", true,
            "kinds", List.of("a", "b"), "contact", Map.of("name", "林晓"), "staff", List.of(Map.of("name", "陈敏"))));

    private static void isRefused(ThrowingCallable reading, RefusalCode code) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.fields()).hasSize(1);
        });
    }

    @Test
    void valuesAreReadByType() {
        assertThat(DATA.text("unit")).isEqualTo("第一医院");
        assertThat(DATA.optionalText("missing")).isEmpty();
        assertThat(DATA.date("on")).isEqualTo(LocalDate.of(2026, 3, 5));
        assertThat(DATA.decimal("money")).isEqualTo(new BigDecimal("7.10"));
        assertThat(DATA.wan("money")).isEqualTo(71_000);
        assertThat(DATA.integer("count")).isEqualTo(42);
        assertThat(DATA.flag("urgent")).isTrue();
        assertThat(DATA.flag("missing")).isFalse();
        assertThat(DATA.choices("kinds")).containsExactly("a", "b");
        assertThat(DATA.choices("missing")).isEmpty();
        assertThat(DATA.text("contact.name")).isEqualTo("林晓");
        assertThat(DATA.rows("staff")).singleElement().extracting(row -> row.text("name")).isEqualTo("陈敏");
    }

    @Test
    void whatIsMissingOrOfAnotherTypeIsRefusedNotGuessed() {
        isRefused(() -> DATA.text("missing"), RefusalCode.FORM_INVALID);
        isRefused(() -> DATA.text("kinds"), RefusalCode.FORM_INVALID);
        isRefused(() -> DATA.date("unit"), RefusalCode.INVALID_DATE);
        isRefused(() -> DATA.decimal("unit"), RefusalCode.FORM_INVALID);
        isRefused(() -> DATA.integer("money"), RefusalCode.FORM_INVALID);
        isRefused(() -> DATA.flag("unit"), RefusalCode.FORM_INVALID);
        isRefused(() -> DATA.choices("unit"), RefusalCode.FORM_INVALID);
        isRefused(() -> DATA.wan("missing"), RefusalCode.INVALID_AMOUNT);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 10000", "0.0001, 1", "120.5, 1205000", "3.00000, 30000",
        "999999999999.9999, 9999999999999999"})
    void tenThousandsBecomeWholeYuan(String wan, long yuan) {
        assertThat(FormData.of(Map.of("x", wan)).wan("x")).isEqualTo(yuan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.00001", "1000000000000", "十", "1e3", "1,000", "", "Infinity"})
    void whatIsNoAmountInTenThousandsIsRefused(String wan) {
        isRefused(() -> FormData.of(Map.of("x", wan)).wan("x"), RefusalCode.INVALID_AMOUNT);
    }
}
