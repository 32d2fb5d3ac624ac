package cn.bioapproval.funding;

/** Where an award stands. */
public enum AwardStatus {
    /** Calculated; it holds its grant key and its share of the caps until replaced, confirmed or reversed. */
    PROPOSED("拟核定"),
    /** Calculated anew since (the case went back); its counter-entry is in the ledger. */
    REPLACED("已重新核定"),
    /** Settled after publicity. */
    CONFIRMED("已核定"),
    /** The year's budget does not bear it; it waits. */
    QUEUED_BUDGET("待预算"),
    /** The budget bears it. */
    RESERVED("已落实预算"),
    /** Paid in part (instalments). */
    PART_PAID("部分拨付"),
    PAID("已拨付"),
    /** Taken back; its counter-entry is in the ledger and the grant key is free again. */
    REVERSED("已撤销"),
    /** Paid before this system kept the ledger; recorded by a clerk. */
    HISTORIC("历史已领");

    private final String label;

    AwardStatus(String label) {
        this.label = label;
    }

    /** The Chinese name that people see. */
    public String label() {
        return label;
    }
}
