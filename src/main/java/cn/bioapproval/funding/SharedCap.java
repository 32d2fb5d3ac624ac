package cn.bioapproval.funding;

/**
 * A limit that several awards share: of one enterprise within a calendar year (年度上限), or of one beneficiary over its
 * lifetime. Awards use it up in the order in which they are proposed; the last is cut, the rest is neither carried over
 * nor made up later.
 *
 * @param scope  which awards share it, for example {@code M01-A} where one limit spans several items of a measure
 * @param amount the most that all of them may sum to, included
 * @param source where the limit stands
 */
public record SharedCap(String scope, Yuan amount, String source) {}
