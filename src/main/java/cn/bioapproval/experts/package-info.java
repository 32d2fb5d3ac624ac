/**
 * Expert panels: the pool, the seeded draw that anybody can replay, recusal, and who takes over when an expert drops
 * out. What the experts say is recorded by the procedure.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"cases", "identity"})
package cn.bioapproval.experts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
