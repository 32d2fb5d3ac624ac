/** Working days, holidays, make-up days (调休), and the one clock that everything asks for the time. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.bioapproval.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
