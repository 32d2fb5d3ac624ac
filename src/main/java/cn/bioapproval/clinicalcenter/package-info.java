/**
 * Clinical research centres (临床医学研究中心): acceptance, evaluation and the tiered awards of measure 16, from the
 * application to payment, with withdrawal, and with revocation after a proven report.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "calendar", "cases", "catalog", "clock", "intake", "identity", "funding", "experts", "documents", "engine"
        })
package cn.bioapproval.clinicalcenter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
