package cn.bioapproval.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest
@ActiveProfiles("test")
class UnitsTest {

    @Autowired
    Units units;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void officesOfTheCityAreShipped() {
        assertThat(units.find("kjj")).hasValueSatisfying(unit -> assertThat(unit.name()).isEqualTo("市科技局"));
        assertThat(units.find("kjjLead")).hasValueSatisfying(unit -> assertThat(unit.parent()).isEqualTo("kjj"));
    }

    @Test
    void unitIsAddedRenamedAndMoved() {
        units.put(run, "社会科技处", "kjj");
        units.put(run, "社会发展科技处", "wjw");

        assertThat(units.find(run)).hasValueSatisfying(unit -> {
            assertThat(unit.name()).isEqualTo("社会发展科技处");
            assertThat(unit.parent()).isEqualTo("wjw");
        });
    }

    @Test
    void unitCannotStandBelowItself() {
        units.put(run, "上级", null);
        units.put(run + "-1", "下级", run);

        assertThatThrownBy(() -> units.put(run, "上级", run + "-1")).isInstanceOf(IdentityRefusal.class);
        assertThatThrownBy(() -> units.put(run, "上级", "nowhere")).isInstanceOf(IdentityRefusal.class);
    }
}
