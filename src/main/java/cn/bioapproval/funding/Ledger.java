package cn.bioapproval.funding;

import java.util.Collection;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The append-only ledger. The sums of what was granted count GRANT, HISTORIC and their counter-entries. */
interface Ledger extends Repository<Entry, Long> {

    Entry save(Entry entry);

    /** The entry that brought the award into the ledger; an award of zero has none. */
    @Query("""
            select e from Entry e where e.awardId = :awardId
              and e.kind in (EntryKind.GRANT, EntryKind.HISTORIC)""")
    Optional<Entry> grantOf(long awardId);

    @Query("""
            select coalesce(sum(e.amount), 0) from Entry e where e.grantKey = :grantKey
              and e.kind not in (EntryKind.PAYMENT, EntryKind.RECOVERY)""")
    long grantedUnder(String grantKey);

    @Query("""
            select coalesce(sum(e.amount), 0) from Entry e
            where e.measure = :measure and e.beneficiaryKey = :beneficiaryKey
              and e.kind not in (EntryKind.PAYMENT, EntryKind.RECOVERY)""")
    long grantedTo(String measure, String beneficiaryKey);

    @Query("""
            select coalesce(sum(e.amount), 0) from Entry e
            where e.measure = :measure and e.beneficiaryKey = :beneficiaryKey and e.awardKind in :kinds
              and e.kind not in (EntryKind.PAYMENT, EntryKind.RECOVERY)""")
    long grantedTo(String measure, String beneficiaryKey, Collection<String> kinds);

    @Query("""
            select coalesce(sum(e.amount), 0) from Entry e
            where e.lifetimeScope = :scope and e.beneficiaryKey = :beneficiaryKey
              and e.kind not in (EntryKind.PAYMENT, EntryKind.RECOVERY)""")
    long lifetimeUsed(String scope, String beneficiaryKey);

    @Query("""
            select coalesce(sum(e.amount), 0) from Entry e
            where e.annualScope = :scope and e.enterpriseCode = :enterpriseCode and e.year = :year
              and e.kind not in (EntryKind.PAYMENT, EntryKind.RECOVERY)""")
    long annualUsed(String scope, String enterpriseCode, int year);

    /** What was paid out for the award and came back. */
    @Query("""
            select new cn.bioapproval.funding.Movements(
                coalesce(sum(case when e.kind = EntryKind.PAYMENT then e.amount else 0L end), 0L),
                coalesce(sum(e.amount), 0L),
                count(case when e.voucher = :voucher then 1 end))
            from Entry e where e.awardId = :awardId and e.kind in (EntryKind.PAYMENT, EntryKind.RECOVERY)""")
    Movements movements(long awardId, String voucher);

    /** Paid less recovered. */
    @Query("""
            select coalesce(sum(e.amount), 0) from Entry e
            where e.awardId = :awardId and e.kind in (EntryKind.PAYMENT, EntryKind.RECOVERY)""")
    long outstandingOf(long awardId);

    /** Paid less recovered, out of one budget. */
    @Query("""
            select coalesce(sum(e.amount), 0) from Entry e, Award a
            where a.id = e.awardId and a.measure = :measure and a.budgetYear = :year
              and e.kind in (EntryKind.PAYMENT, EntryKind.RECOVERY)""")
    long paidFrom(String measure, int year);
}
