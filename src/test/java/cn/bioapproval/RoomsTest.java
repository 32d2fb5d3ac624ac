package cn.bioapproval;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class RoomsTest {

    @Test
    void roomsKeepToTheirArrows() {
        ApplicationModules.of(BioApproval.class).verify();
    }
}
