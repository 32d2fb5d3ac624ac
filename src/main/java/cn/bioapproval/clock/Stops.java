package cn.bioapproval.clock;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Stops extends JpaRepository<Stop, Long> {

    List<Stop> findByCaseIdOrderByStoppedAtAscIdAsc(long caseId);

    List<Stop> findByCaseIdInOrderByStoppedAtAscIdAsc(Collection<Long> caseIds);

    Optional<Stop> findByCaseIdAndStopKeyAndResumedOnIsNull(long caseId, String stopKey);
}
