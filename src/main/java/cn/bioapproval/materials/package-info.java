/**
 * Files handed in (材料) per slot of an item's checklist: received as a stream, told by their content, scanned, kept once
 * by their SHA-256 and never changed. A row in the database says who handed in what when; the content lies in a folder.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"cases", "catalog"})
package cn.bioapproval.materials;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
