package cn.bioapproval.funding;

/**
 * Another grant of this ledger with which the award may not be enjoyed twice (不重复享受), for example the municipal and
 * the provincial acceptance grant of one centre.
 *
 * @param grantKey its grant key
 * @param name     its Chinese name for the explanation
 * @param rule     what happens when something was granted under it
 * @param source   where it stands that the two are not enjoyed twice
 */
public record Counterpart(String grantKey, String name, Overlap rule, String source) {}
