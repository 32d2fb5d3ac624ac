/**
 * The case (办件): number, item, applicant, status, outcome; and the {@link cn.bioapproval.cases.CaseEvent}s everyone
 * listens to. Also what every room says in the same words: {@link cn.bioapproval.cases.Refusal} and
 * {@link cn.bioapproval.cases.Acting}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "calendar")
package cn.bioapproval.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
