package cn.bioapproval.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZhFormatTest {

    private final ZhFormat zh = new ZhFormat();

    @ParameterizedTest
    @CsvSource({
        "0, 零元整",
        "1, 壹元整",
        "10, 壹拾元整",
        "105, 壹佰零伍元整",
        "1010, 壹仟零壹拾元整",
        "10000, 壹万元整",
        "100005, 壹拾万零伍元整",
        "1500000, 壹佰伍拾万元整",
        "2003500, 贰佰万零叁仟伍佰元整",
        "10000000, 壹仟万元整",
        "105000000, 壹亿零伍佰万元整",
        "100000001, 壹亿零壹元整",
        "1000000000000, 壹万亿元整"
    })
    void amountsAreSpeltAsOnAPaymentOrder(long yuan, String capital) {
        assertThat(zh.capital(yuan)).isEqualTo(capital);
    }

    @Test
    void amountsAreShownInYuanAndInWan() {
        assertThat(zh.yuan(1_500_000)).isEqualTo("1,500,000");
        assertThat(zh.wan(1_500_000)).isEqualTo("150");
        assertThat(zh.wan(new BigDecimal("5000"))).isEqualTo("0.5");
        assertThat(zh.date("2026-03-05")).isEqualTo("2026年3月5日");
    }
}
