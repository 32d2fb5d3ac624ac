/** What the system administrator does besides users and groups, over {@code /api/**}: the holiday arrangements. */
@NullMarked
@ApplicationModule(allowedDependencies = {"calendar", "cases", "engine"})
package cn.bioapproval.administration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
