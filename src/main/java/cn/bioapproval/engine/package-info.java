/**
 * The only room that knows the engine's internals: configuration, the listeners that tie steps to the door, the clock and
 * the facts, typed variables, deployment, and who may see and do what.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"calendar", "cases", "catalog", "clock", "intake", "identity", "database"})
package cn.bioapproval.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
