package cn.bioapproval.benchmark;

/** One of the two contestants. */
interface Side {

    String name();

    /** Takes one case from the window to the payment. */
    void runCase(int n);
}
