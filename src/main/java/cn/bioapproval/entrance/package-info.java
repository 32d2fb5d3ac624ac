/**
 * The start page: what this is and where to go. On the embedded database, where people only try the application out, it
 * also names the demonstration users and lets an administrator turn the office clock forward.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"calendar", "cases", "engine", "database"})
package cn.bioapproval.entrance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
