/**
 * The audit trail: an append-only, hash-chained record of every {@link cn.bioapproval.cases.CaseEvent}, written in the
 * transaction that made the event true. If the record cannot be written, the event does not happen.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "cases")
package cn.bioapproval.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
