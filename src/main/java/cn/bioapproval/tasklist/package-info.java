/**
 * What Tasklist shows beside the engine's open tasks: finished work (本人已办), in-app messages, the documents of a case and
 * the materials handed in for it. Its browser code stands in {@code META-INF/resources/webjars/camunda/app/tasklist/custom}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "cases", "catalog", "intake", "materials", "documents", "notifications", "cycletime", "engine", "calendar"
        })
package cn.bioapproval.tasklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
