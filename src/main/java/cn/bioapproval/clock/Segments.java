package cn.bioapproval.clock;

import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Segments extends JpaRepository<Segment, Long> {

    List<Segment> findByCaseIdInOrderByCaseIdAscOrdinalAsc(Collection<Long> caseIds);

    /** Running ones whose limit may end by the day if nothing stopped it: it is at least as many calendar days. */
    @Query(
            value = """
            select case_id from clock_clock
            where ended_on is null and case_id > :after and started_on + limit_days <= :day
            order by case_id limit :most""",
            nativeQuery = true)
    List<Long> mayEndBy(LocalDate day, long after, int most);

    /** Locked until the end of the transaction: whoever changes the clock of a case does so one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Segment s where s.caseId = ?1 order by s.ordinal")
    List<Segment> lock(long caseId);
}
