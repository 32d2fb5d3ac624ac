package cn.bioapproval.clock;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface Extensions extends JpaRepository<Extension, Long> {

    List<Extension> findByClockIdIn(Collection<Long> clockIds);

    List<Extension> findByClockIdOrderById(long clockId);
}
