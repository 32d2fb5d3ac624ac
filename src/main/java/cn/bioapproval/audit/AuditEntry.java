package cn.bioapproval.audit;

/**
 * One link of a case's chain as it is stored. The facts are kept as the canonical text that was hashed, so that no data
 * type of the database can reformat them.
 *
 * @param hash over the entry before it and this one
 */
record AuditEntry(Link link, byte[] hash) {}
