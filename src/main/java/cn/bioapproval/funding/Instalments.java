package cn.bioapproval.funding;

import java.util.ArrayList;
import java.util.List;

/** Splits an amount into instalments (分期), rounding each down to the yuan; the tail goes into the last. */
public final class Instalments {

    private Instalments() {}

    /**
     * The instalments, which always sum to the amount.
     *
     * @param percents shares in percent in the order of payment, summing to 100, for example 40, 30, 30
     */
    public static List<Yuan> of(Yuan amount, List<Integer> percents) {
        if (percents.stream().mapToInt(Integer::intValue).sum() != 100 || percents.stream().anyMatch(p -> p <= 0)) {
            throw new IllegalArgumentException("Instalments are positive shares that sum to 100 percent: " + percents);
        }
        List<Yuan> parts = new ArrayList<>();
        Yuan rest = amount;
        for (int percent : percents.subList(0, percents.size() - 1)) {
            Yuan part = Yuan.of(Math.multiplyExact(amount.value(), percent) / 100);
            parts.add(part);
            rest = rest.less(part);
        }
        parts.add(rest);
        return List.copyOf(parts);
    }
}
