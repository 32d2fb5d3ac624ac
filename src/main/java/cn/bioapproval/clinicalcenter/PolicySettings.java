package cn.bioapproval.clinicalcenter;

import java.time.LocalDate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How measure 16 is read where its text leaves room; the defaults stand until the process owner confirms otherwise.
 *
 * @param windowFrom           first day of the policy window, included (自2023年11月20日起施行)
 * @param windowUntil          last day of the policy window, included (有效期至2026年12月31日)
 * @param provCityDedupScope   what "与市级中心不重复享受" covers
 * @param branchStacking       whether the award of a branch centre comes on top of municipal and provincial awards
 * @param topUpCounts          what counts as received when a national centre is topped up
 * @param evaluationRepetition how often a centre of one tier is supported for an excellent evaluation
 */
@ConfigurationProperties("bioapproval.m16")
record PolicySettings(
        @DefaultValue("2023-11-20") LocalDate windowFrom,
        @DefaultValue("2026-12-31") LocalDate windowUntil,
        @DefaultValue("ACCEPT_ONLY") DedupScope provCityDedupScope,
        @DefaultValue("STACK") BranchStacking branchStacking,
        @DefaultValue("ALL_M16") TopUpCounts topUpCounts,
        @DefaultValue("ONCE_PER_TIER") EvaluationRepetition evaluationRepetition) {

    /** The bracket stands behind the acceptance award; some read it for both. */
    enum DedupScope {
        ACCEPT_ONLY,
        ACCEPT_AND_EXCELLENT
    }

    /** The text says nothing; stacking needs a person's confirmation each time. */
    enum BranchStacking {
        STACK,
        DEDUCT
    }

    enum TopUpCounts {
        ALL_M16,
        ACCEPTANCE_ONLY
    }

    enum EvaluationRepetition {
        ONCE_PER_TIER,
        ONCE_PER_YEAR
    }

    /** Whether something that happened on that day falls under the policy. */
    boolean covers(LocalDate day) {
        return !day.isBefore(windowFrom) && !day.isAfter(windowUntil);
    }
}
