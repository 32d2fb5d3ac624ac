/**
 * Codes that people read off paper and type on a public page, and the limits that make guessing them useless. What a
 * code opens is the business of the room that gives it out.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.bioapproval.codes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
