/**
 * Money (资金): how much an award is, what was granted, paid, reversed and recovered, and what the budget still bears.
 * The amounts, rates and caps themselves live in the procedures' decision tables; this room applies them in one fixed
 * order, keeps the ledger and holds the caps that reach across cases.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "cases")
package cn.bioapproval.funding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
