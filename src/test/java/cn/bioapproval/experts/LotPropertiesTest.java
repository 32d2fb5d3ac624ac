package cn.bioapproval.experts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

class LotPropertiesTest {

    @Property
    void orderOfThePoolPlaysNoPart(
            @ForAll @AlphaChars @StringLength(32) String seed, @ForAll @UniqueElements List<Long> pool) {
        List<Long> reversed = new ArrayList<>(pool);
        Collections.reverse(reversed);

        assertThat(Lot.order(seed, pool)).containsExactlyInAnyOrderElementsOf(pool);
        assertThat(Lot.order(seed, reversed)).isEqualTo(Lot.order(seed, pool));
    }
}
