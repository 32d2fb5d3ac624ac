package cn.bioapproval.funding;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface AwardRepository extends JpaRepository<Award, Long> {

    @Query("select a from Award a where a.caseId = :caseId order by a.id")
    List<Award> ofCase(long caseId);

    /** The words are those of the unique index that finds it. */
    @Query("""
            select a from Award a where a.grantKey = :grantKey
              and a.status not in (AwardStatus.REPLACED, AwardStatus.REVERSED)""")
    Optional<Award> standing(String grantKey);

    @Query("""
            select a from Award a where a.measure = :measure and a.beneficiaryKey = :beneficiaryKey
              and a.status not in (AwardStatus.REPLACED, AwardStatus.REVERSED) order by a.createdAt, a.id""")
    List<Award> standing(String measure, String beneficiaryKey);

    /** The award, locked against a payment or reversal at the same time, as it stands in the database now. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Award a where a.id = :id")
    Optional<Award> lock(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Award a where a.caseId = :caseId order by a.id")
    List<Award> lockOf(long caseId);

    List<Award> findByMeasureAndStatusOrderByCreatedAtAscIdAsc(String measure, AwardStatus status);
}
