package cn.bioapproval.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCodeTest {

    @Test
    void codesAreReadableAndNeverTheSame() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            codes.add(QueryCode.random());
        }

        assertThat(codes).hasSize(5_000).allMatch(code -> code.matches("[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}"));
        assertThat(codes.stream().flatMapToInt(String::chars).distinct().count())
                .as("every sign occurs")
                .isEqualTo(QueryCode.SIGNS.length() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7kqm-x3ra-9dtw", " 7KQM X3RA 9DTW ", "7KQMX3RA9DTW", "７ＫＱＭ－Ｘ３ＲＡ－９ＤＴＷ", "7KQM—X3RA–9DTW"})
    void aCodeIsMeantHoweverItIsTyped(String typed) {
        assertThat(QueryCode.meant(typed)).isEqualTo("7KQMX3RA9DTW");
    }

    @Test
    void nobodyTypesABook() {
        assertThat(QueryCode.meant("7".repeat(1_000_000))).isEmpty();
        assertThat(QueryCodes.numberMeant("L".repeat(1_000_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"厦门市鹭岛医院,厦门***医院", "鹭岛医院,鹭***院", "李明,李***", "李,***", "𠮷𠮷𠮷𠮷,𠮷***𠮷"})
    void aNameIsMaskedAndItsLengthNotTold(String name, String shown) {
        assertThat(MaskedName.of(name)).isEqualTo(shown);
    }
}
