package cn.bioapproval.funding;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface AwardRepository extends JpaRepository<Award, Long> {

    @Query("select a from Award a where a.caseId = ?1 order by a.id")
    List<Award> findByCaseIdOrderById(long caseId);

    @Query("select a from Award a where a.grantKey = :grantKey and a.status not in :ended")
    Optional<Award> standing(String grantKey, Collection<AwardStatus> ended);

    @Query("""
            select a from Award a where a.measure = :measure and a.beneficiaryKey = :beneficiaryKey
              and a.status not in :ended order by a.createdAt, a.id""")
    List<Award> standing(String measure, String beneficiaryKey, Collection<AwardStatus> ended);

    /** The award, locked against a payment or reversal at the same time, as it stands in the database now. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Award a where a.id = :id")
    Optional<Award> lock(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Award a where a.caseId = :caseId order by a.id")
    List<Award> lockOf(long caseId);

    @Query("""
            select coalesce(sum(a.amount), 0) from Award a
            where a.measure = :measure and a.budgetYear = :year and a.status not in :ended""")
    long reservedFrom(String measure, int year, Collection<AwardStatus> ended);

    List<Award> findByMeasureAndStatusOrderByCreatedAtAscIdAsc(String measure, AwardStatus status);
}
