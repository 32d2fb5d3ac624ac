package cn.bioapproval.funding;

import cn.bioapproval.cases.CaseId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A grant paid before this system kept the ledger (历史已领).
 *
 * @param measure        as in {@link AwardRequest}; likewise grantKey, kind, name, beneficiaryKey, enterpriseCode
 * @param amount         what was paid
 * @param paidOn         when (Asia/Shanghai); its year is the year of the claim
 * @param evidence       document or voucher that proves it, in Chinese
 * @param annualScope    the annual cap it counts in, if any
 * @param lifetimeScope  the lifetime cap it counts in, if any
 * @param recordedFor    the case in which it came to light, if any; reversing that case does not touch it
 */
public record HistoricGrant(
        String measure,
        String grantKey,
        String kind,
        String name,
        String beneficiaryKey,
        String enterpriseCode,
        Yuan amount,
        LocalDate paidOn,
        String evidence,
        @Nullable String annualScope,
        @Nullable String lifetimeScope,
        @Nullable CaseId recordedFor) {}
