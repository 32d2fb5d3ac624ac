package cn.bioapproval.clinicalcenter;

import org.jspecify.annotations.Nullable;

/** The decision table {@code clinical-center-award}: the only place where the amounts of measure 16 stand. */
@FunctionalInterface
public interface AwardRules {

    /**
     * The row that applies.
     *
     * @param grade how the evaluation ended; {@code null} for the award on acceptance
     */
    AwardRule rule(Tier tier, Matter matter, @Nullable Grade grade);
}
