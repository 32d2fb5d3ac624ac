/**
 * How long things take: append-only facts about steps and cases, written in the transaction that made them true, and
 * what is read from them. Never read from the engine's history, which is cleaned up.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"calendar", "cases", "clock"})
package cn.bioapproval.cycletime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
