package cn.bioapproval.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedCodeTest {

    @Test
    void codesAreReadableAndNeverTheSame() {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            codes.add(TypedCode.random());
        }

        assertThat(codes).hasSize(5_000).allMatch(code -> code.matches("[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}"));
        assertThat(codes.stream().flatMapToInt(String::chars).distinct().count())
                .as("every sign occurs")
                .isEqualTo(TypedCode.SIGNS.length() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7kqm-x3ra-9dtw", " 7KQM X3RA 9DTW ", "7KQMX3RA9DTW", "７ＫＱＭ－Ｘ３ＲＡ－９ＤＴＷ", "7KQM—X3RA–9DTW"})
    void aCodeIsMeantHoweverItIsTyped(String typed) {
        assertThat(TypedCode.meant(typed)).isEqualTo("7KQMX3RA9DTW");
    }

    @Test
    void nobodyTypesABook() {
        assertThat(TypedCode.meant("7".repeat(1_000_000))).isEmpty();
    }
}
