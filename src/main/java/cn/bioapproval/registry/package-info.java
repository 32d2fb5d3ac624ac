/**
 * The register of certificates as browsers see it: the public page {@code /certificates}, where anyone verifies a
 * certificate by its number and code and searches what is published, and the officials' page of the register.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"cases", "certificates", "codes", "engine"})
package cn.bioapproval.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
