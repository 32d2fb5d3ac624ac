/**
 * Registration of class II medical devices and in-vitro diagnostic reagents (第二类医疗器械注册): the application from receipt
 * to certificate, in parts (receipt, review, inspection, decision, certificate) that all registration items share; and
 * what follows on a certificate: change, filing of a change, renewal, reissue, cancellation.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "calendar", "cases", "catalog", "certificates", "clock", "intake", "documents", "engine", "materials"
        })
package cn.bioapproval.deviceregistration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
