package cn.bioapproval.experts;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface DrawRepository extends JpaRepository<Draw, Long> {

    @Query("select d from Draw d where d.caseId = ?1 order by d.round desc limit 1")
    Optional<Draw> latest(long caseId);

    @Query(value = "select id from experts_draw where id = :id for update", nativeQuery = true)
    long lock(long id);
}
