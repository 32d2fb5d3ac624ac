/**
 * Matters of medical devices (医疗器械许可与备案事项) that the units of the provincial bureau in Xiamen do and that have no
 * procedure of their own: from receipt to delivery, for licences as for filings.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"calendar", "cases", "catalog", "clock", "intake", "documents", "engine"})
package cn.bioapproval.devicelicence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
