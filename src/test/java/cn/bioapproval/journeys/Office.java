package cn.bioapproval.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.engine.Desk;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;

/**
 * The office in which a journey takes place: its clock, its people at their browsers, and what they do without one
 * where the journey only passes by.
 */
record Office(Chromium chromium, int port, OfficeClock clock, ProcessEngine engine, Desk desk) {

    /** @param moment office time, 2026-09-21T09:00 */
    void turnTo(String moment) {
        clock.turnTo(LocalDateTime.parse(moment).atZone(OfficeClock.ZONE).toInstant());
    }

    void backToTheSystemClock() {
        clock.turnBy(Duration.ZERO);
    }

    /** A person at her browser; afterwards nothing in it may be broken. */
    void as(String user, String shownName, Consumer<Tasklist> deeds) {
        try (Tasklist tasklist =
                Tasklist.signIn(chromium, "http://localhost:" + port, user, shownName, clock.offset())) {
            try {
                deeds.accept(tasklist);
            } catch (RuntimeException | AssertionError e) {
                tasklist.picture("failed-" + user);
                throw e;
            }
            assertThat(tasklist.broken()).as("Errors in the browser of " + shownName).isEmpty();
        }
    }

    /** What a person does without a browser, with the groups she is in. */
    <T> T done(String user, Supplier<T> deed) {
        var identity = engine.getIdentityService();
        List<String> groups = identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        identity.setAuthentication(user, groups);
        try {
            return deed.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** Claims the task of a step and hands in its form. */
    void does(String user, String caseNumber, String step, Map<String, Object> form) {
        Task task = task(caseNumber, step);
        done(user, () -> {
            desk.claimAndSubmit(task.getId(), form);
            return null;
        });
    }

    List<Task> tasks(String caseNumber, String step) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(caseNumber)
                .taskDefinitionKey(step)
                .list();
    }

    Task task(String caseNumber, String step) {
        return tasks(caseNumber, step).get(0);
    }
}
