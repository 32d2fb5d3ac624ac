package cn.bioapproval.benchmark;

import javax.sql.DataSource;

/** One of the contestants. */
interface Side {

    String name();

    DataSource database();

    /** Takes one case from the window to the payment. */
    void runCase(int n);
}
