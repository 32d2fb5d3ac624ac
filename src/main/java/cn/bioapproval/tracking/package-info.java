/**
 * Tracking without an account: the public page {@code /progress}, where an applicant sees by case number and query code
 * how her case stands, and hands in what the office asked her to supplement. Also the query codes themselves, and what
 * keeps guessing useless.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "calendar", "cases", "catalog", "clock", "codes", "audit", "cycletime", "notifications", "engine"
        })
package cn.bioapproval.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
