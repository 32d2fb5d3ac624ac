/**
 * Certificates and licences (证照): numbered without gaps in the order of decision, valid for a time, kept in an
 * append-only register, printed with a code by which anyone verifies them, renewed before a last day of which the
 * holder is reminded. Kinds are data ({@code certificates/<kind>.yaml}); no procedure is known here: whoever decides
 * calls {@link cn.bioapproval.certificates.Certificates} in the transaction of the decision.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"calendar", "cases", "codes", "documents"})
package cn.bioapproval.certificates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
