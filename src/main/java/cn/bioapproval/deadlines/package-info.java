/**
 * Deadlines that act: whoever has a step is reminded before and on its last day, the head of the unit is told when it is
 * overdue, and both when the limit of the whole case comes to its end; on working days only. When something is to be said
 * stands nowhere: each look computes it from the due date as it is then. What was said stands in
 * {@code deadlines_notice}, written with the messages, once.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"calendar", "cases", "catalog", "clock", "identity", "notifications", "engine"})
package cn.bioapproval.deadlines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
