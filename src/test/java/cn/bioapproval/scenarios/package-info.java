/**
 * Scenarios (src/test/scenarios/README.md): stories that a process owner writes in YAML, played by the people of the
 * office against the real models, decision tables, delegates and PostgreSQL.
 */
@NullMarked
package cn.bioapproval.scenarios;

import org.jspecify.annotations.NullMarked;
