package cn.bioapproval.funding;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface BudgetRepository extends Repository<Budget, Budget.Key> {

    Optional<Budget> findById(Budget.Key key);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select b from Budget b where b.key = :key")
    Optional<Budget> lock(Budget.Key key);

    @Modifying
    @Query(
            value = """
                    insert into funding_budget (year, measure, total, changed_at) values (:year, :measure, :total, :at)
                    on conflict do nothing""",
            nativeQuery = true)
    void addIfMissing(int year, String measure, long total, Instant at);
}
