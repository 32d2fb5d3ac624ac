/**
 * Messages about what happened to a case: inside the application, by e-mail, by SMS. Written in the transaction of the
 * event, sent after its commit, tried again until it works, never lost. What is said is in
 * {@code notifications/<event type>.yaml}; an event without such a file says nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "cases")
package cn.bioapproval.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
