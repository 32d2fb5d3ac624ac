package cn.bioapproval.funding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.Refusal;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YuanTest {

    @Test
    void fourDecimalsOfWanAreWholeYuan() {
        assertThat(Yuan.ofWan(new BigDecimal("1234.5678")).value()).isEqualTo(12_345_678);
        assertThat(Yuan.ofWan(new BigDecimal("1.20000000")).value()).isEqualTo(12_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00001", "-1", "1E+30", "100000000.0001"})
    void amountsFinerThanAYuanOrOutOfReasonAreRefused(String wan) {
        assertThatThrownBy(() -> Yuan.ofWan(new BigDecimal(wan)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).hasToString("ERR_INVALID_AMOUNT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"200万元", "493.8271万元", "0万元", "5000万元", "0.0001万元"})
    void amountsAreWrittenAsPeopleWriteThem(String text) {
        assertThat(Yuan.ofWan(new BigDecimal(text.replace("万元", "")))).hasToString(text);
    }
}
