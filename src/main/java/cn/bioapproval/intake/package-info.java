/**
 * The door: every form submission is checked on the server against its own form schema, refused with one message per
 * field before anything is written, and recorded once, unchanged.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "cases")
package cn.bioapproval.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
