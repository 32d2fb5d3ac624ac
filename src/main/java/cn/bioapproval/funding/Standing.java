package cn.bioapproval.funding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says at the moment of a calculation, read under the locks.
 *
 * @param receivedForTopUp what a top-up counts as received
 * @param counterparts     what was granted by counterpart grant key
 * @param grantedBefore    the standing award of the same grant key, described in Chinese; {@code null} if there is none
 * @param lifetimeUsed     used of the lifetime cap
 * @param annualUsed       used of the annual cap
 * @param budget           how the year's budget stands
 */
record Standing(
        Yuan receivedForTopUp,
        Map<String, Yuan> counterparts,
        @Nullable String grantedBefore,
        Yuan lifetimeUsed,
        Yuan annualUsed,
        BudgetBalance budget) {

    Standing {
        counterparts = Map.copyOf(counterparts);
    }
}
