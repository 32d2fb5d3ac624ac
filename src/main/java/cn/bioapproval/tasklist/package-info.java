/**
 * What Tasklist shows beside the engine's open tasks: finished work (本人已办), in-app messages, the file of a case with
 * its clock and its course, the materials handed in for it, drafts of forms, and who
 * stands in for whom. Its browser code stands in
 * {@code META-INF/resources/webjars/camunda/app/tasklist/custom}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "cases", "calendar", "catalog", "clock", "intake", "materials", "documents", "notifications", "audit", "cycletime",
            "engine", "deadlines", "identity"
        })
package cn.bioapproval.tasklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
