/**
 * What the system administrator does besides users and groups, over {@code /api/**} and on the page
 * {@code /administration}: the holiday arrangements, which unit has which function, and which service items are on.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"calendar", "cases", "catalog", "engine"})
package cn.bioapproval.administration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
