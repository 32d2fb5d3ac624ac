package cn.bioapproval.clock;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Segments extends JpaRepository<Segment, Long> {

    List<Segment> findByCaseIdInOrderByCaseIdAscOrdinalAsc(Collection<Long> caseIds);

    /** Locked until the end of the transaction: whoever changes the clock of a case does so one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Segment s where s.caseId = ?1 order by s.ordinal")
    List<Segment> lock(long caseId);
}
