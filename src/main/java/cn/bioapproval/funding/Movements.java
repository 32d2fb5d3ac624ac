package cn.bioapproval.funding;

/**
 * What was paid out for one award and came back, in yuan.
 *
 * @param paidOut         all that was paid
 * @param stillOut        paid less recovered
 * @param withThatVoucher how many of them bear the voucher that was asked for
 */
record Movements(long paidOut, long stillOut, long withThatVoucher) {

    Yuan paid() {
        return Yuan.of(paidOut);
    }

    Yuan outstanding() {
        return Yuan.of(stillOut);
    }
}
