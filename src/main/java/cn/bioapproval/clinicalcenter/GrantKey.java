package cn.bioapproval.clinicalcenter;

import org.jspecify.annotations.Nullable;

/**
 * Names one grant of measure 16 in the ledger: {@code M16/CITY/ACCEPTANCE/7}, with the year at the end where a grant
 * may come again each year.
 *
 * @param lineage the centre (同一中心)
 */
record GrantKey(Tier tier, Matter matter, long lineage, @Nullable Integer year) {

    static final String MEASURE = "M16";

    static GrantKey parse(String text) {
        String[] parts = text.split("/");
        return new GrantKey(
                Tier.valueOf(parts[1]),
                Matter.valueOf(parts[2]),
                Long.parseLong(parts[3]),
                parts.length > 4 ? Integer.valueOf(parts[4]) : null);
    }

    /** Chinese name of the grant. */
    String label() {
        return label(tier, matter);
    }

    static String label(Tier tier, Matter matter) {
        return matter == Matter.EVALUATION
                ? tier.label() + "评估优秀支持"
                : switch (tier) {
                    case CITY, PROV -> tier.label() + "验收补助";
                    case BRANCH -> tier.label() + "建成补助";
                    case NATIONAL -> tier.label() + "资质补助";
                };
    }

    @Override
    public String toString() {
        return "%s/%s/%s/%d%s".formatted(MEASURE, tier, matter, lineage, year == null ? "" : "/" + year);
    }
}
