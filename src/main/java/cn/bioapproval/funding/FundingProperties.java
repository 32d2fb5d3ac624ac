package cn.bioapproval.funding;

import java.math.BigDecimal;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the money room.
 *
 * @param overlap what a similar policy of province or city does to an award (就高从优不重复); the sentence is the policy's,
 *                the way to calculate is a design default to be confirmed
 * @param budgets yearly budget by measure in 万元 (design default), used for a year until somebody sets that year's own
 */
@ConfigurationProperties("bioapproval.funding")
record FundingProperties(@DefaultValue("DIFFERENCE") Overlap overlap, Map<String, BigDecimal> budgets) {

    private static final Map<String, BigDecimal> DEFAULT_BUDGETS = Map.of("M16", new BigDecimal("5000"));

    FundingProperties {
        budgets = budgets == null ? DEFAULT_BUDGETS : Map.copyOf(budgets);
    }

    /** The default budget of a year; zero for a measure that has none. */
    Yuan budgetOf(String measure) {
        return Yuan.ofWan(budgets.getOrDefault(measure, BigDecimal.ZERO));
    }
}
