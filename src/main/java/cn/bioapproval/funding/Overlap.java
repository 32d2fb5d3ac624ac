package cn.bioapproval.funding;

/** What an earlier grant for the same matter does to this one. */
public enum Overlap {
    /** This award is only the difference: {@code max(0, own − Σ earlier)} (就高补差). */
    DIFFERENCE,
    /** Any earlier grant excludes this award (已获则不再支持). */
    FORFEIT
}
