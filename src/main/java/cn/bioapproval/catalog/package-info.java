/**
 * The service items (事项): legal nature, statutory and promised days, material checklist, and which organisational units
 * do which step. Written in {@code bpmn/<procedure>/items.yaml} by the process owner.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "cases")
package cn.bioapproval.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
