package cn.bioapproval.clock;

import jakarta.persistence.QueryHint;
import java.util.Collection;
import java.util.List;
import org.hibernate.jpa.HibernateHints;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;

interface Stops extends JpaRepository<Stop, Long> {

    @Query("select s from Stop s where s.caseId = ?1 order by s.stoppedAt, s.id")
    List<Stop> ofCase(long caseId);

    /** The same, once the clock of the case is locked until the end of the transaction. */
    @QueryHints(@QueryHint(name = HibernateHints.HINT_NATIVE_SPACES, value = "clock_stop"))
    @Query(value = "select * from clock_stops_held(?1)", nativeQuery = true)
    List<Stop> ofHeld(long caseId);

    List<Stop> findByCaseIdInOrderByStoppedAtAscIdAsc(Collection<Long> caseIds);
}
