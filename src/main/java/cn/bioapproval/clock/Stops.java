package cn.bioapproval.clock;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Stops extends JpaRepository<Stop, Long> {

    @Query("select s from Stop s where s.caseId = ?1 order by s.stoppedAt, s.id")
    List<Stop> ofCase(long caseId);

    List<Stop> findByCaseIdInOrderByStoppedAtAscIdAsc(Collection<Long> caseIds);
}
