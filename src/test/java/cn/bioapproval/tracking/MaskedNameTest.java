package cn.bioapproval.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedNameTest {

    @ParameterizedTest
    @CsvSource({"厦门市鹭岛医院,厦门***医院", "鹭岛医院,鹭***院", "李明,李***", "李,***", "𠮷𠮷𠮷𠮷,𠮷***𠮷"})
    void aNameIsMaskedAndItsLengthNotTold(String name, String shown) {
        assertThat(MaskedName.of(name)).isEqualTo(shown);
    }

    @Test
    void aNumberLongerThanAnyIsNone() {
        assertThat(QueryCodes.numberMeant("L".repeat(1_000_000))).isEmpty();
    }
}
