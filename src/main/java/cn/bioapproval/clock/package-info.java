/**
 * The statutory clock (法定时限) of a case: one per case, read by the Tasklist, timers, documents and reports alike. A
 * working day counts if the clock was running when that day began.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"calendar", "cases", "catalog"})
package cn.bioapproval.clock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
