/**
 * Where the data lives: an external PostgreSQL when one is configured, otherwise a real PostgreSQL that the application
 * starts, keeps in a folder of its own and stops.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package cn.bioapproval.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
