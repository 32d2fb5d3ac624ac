package cn.bioapproval.experts;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface DrawRepository extends JpaRepository<Draw, Long> {

    Optional<Draw> findFirstByCaseIdOrderByRoundDesc(long caseId);

    @Query(value = "select id from experts_draw where id = :id for update", nativeQuery = true)
    long lock(long id);
}
