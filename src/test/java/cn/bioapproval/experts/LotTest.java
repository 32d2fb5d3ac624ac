package cn.bioapproval.experts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LotTest {

    @Test
    void orderIsFixedBySeedForAllTimes() {
        // Anybody can check: printf '00ff:1' | sha256sum, and so on; ascending.
        assertThat(Lot.order("00ff", List.of(1L, 2L, 3L, 4L, 5L))).containsExactly(5L, 3L, 1L, 4L, 2L);
    }

    @Test
    void everybodyIsDrawnAboutEquallyOften() {
        List<Long> pool = LongStream.rangeClosed(1, 12).boxed().toList();
        Map<Long, Integer> drawn = new HashMap<>();
        for (int i = 0; i < 6000; i++) {
            Lot.order("seed-" + i, pool).subList(0, 5).forEach(id -> drawn.merge(id, 1, Integer::sum));
        }

        assertThat(drawn).hasSize(12);
        assertThat(drawn.values()).allSatisfy(times -> assertThat(times).isBetween(2300, 2700));
    }

    @Test
    void noTwoSeedsAreTheSame() {
        assertThat(Lot.newSeed()).hasSize(32).isNotEqualTo(Lot.newSeed());
    }
}
