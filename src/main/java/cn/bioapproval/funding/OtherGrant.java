package cn.bioapproval.funding;

/**
 * What the beneficiary received for the same matter under a similar policy of the province or city (其他同类政策). District
 * policies do not belong here: the no-double-funding sentence does not name them.
 *
 * @param policy name of that policy, in Chinese
 * @param amount what was received under it
 */
public record OtherGrant(String policy, Yuan amount) {}
