package cn.bioapproval.funding;

/** What an entry of the ledger records. */
enum EntryKind {
    /** An award; counts in the sums. */
    GRANT,
    /** A grant from before this ledger; counts in the sums. */
    HISTORIC,
    /** Counter-entry to one GRANT or HISTORIC, with the opposite sign. */
    REVERSAL,
    /** Money paid out for an award. */
    PAYMENT,
    /** Money that came back for an award, with negative sign. */
    RECOVERY
}
