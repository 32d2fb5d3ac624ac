package cn.bioapproval.cycletime;

import cn.bioapproval.cases.CaseClosed;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseOpened;
import cn.bioapproval.cases.CaseRevoked;
import cn.bioapproval.cases.StepEnded;
import cn.bioapproval.cases.StepMoved;
import cn.bioapproval.cases.StepStarted;
import cn.bioapproval.cases.UnwrittenRows;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes the facts in the event's own transaction, those of steps when it commits. Both times are kept: when it
 * happened and when it was recorded.
 */
@Component
class FactRecorder {

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final StepDimension steps;
    private final Clock clock;
    private final UnwrittenRows<StepFact> stepFacts = new UnwrittenRows<>(this::write);

    FactRecorder(EntityManager entities, JdbcTemplate jdbc, StepDimension steps, Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.steps = steps;
        this.clock = clock;
    }

    @EventListener
    void started(StepStarted event) {
        stepFacts.add(new StepFact(
                event.caseId().value(),
                visit(event.activityInstanceId()),
                steps.idOf(Step.of(event.procedure(), event.elementId(), event.stepName(), event.properties())),
                StepFact.Kind.START,
                event.actor().userId(),
                event.candidateGroups().isEmpty() ? null : String.join(",", event.candidateGroups()),
                event.occurredAt(),
                clock.instant()));
    }

    @EventListener
    void moved(StepMoved event) {
        stepFacts.add(new StepFact(
                event.caseId().value(),
                visit(event.activityInstanceId()),
                steps.idOf(Step.of(event.procedure(), event.elementId(), event.stepName(), event.properties())),
                StepFact.Kind.MOVE,
                event.actor().userId(),
                String.join(",", event.toGroups()),
                event.occurredAt(),
                clock.instant()));
    }

    @EventListener
    void ended(StepEnded event) {
        stepFacts.add(new StepFact(
                event.caseId().value(),
                visit(event.activityInstanceId()),
                steps.idOf(Step.of(event.procedure(), event.elementId(), event.stepName(), event.properties())),
                event.cancelled() ? StepFact.Kind.CANCEL : StepFact.Kind.END,
                event.actor().userId(),
                null,
                event.occurredAt(),
                clock.instant()));
    }

    @EventListener
    void opened(CaseOpened event) {
        entities.persist(fact(event, CaseFact.Kind.OPENED).of(event.item(), event.procedure()));
    }

    @EventListener
    void closed(CaseClosed event) {
        entities.persist(fact(event, CaseFact.Kind.CLOSED)
                .endedWith(event.outcome().name(), event.reason() == null ? null : event.reason().value()));
    }

    @EventListener
    void revoked(CaseRevoked event) {
        entities.persist(fact(event, CaseFact.Kind.REVOKED));
    }

    private CaseFact fact(CaseEvent event, CaseFact.Kind kind) {
        return new CaseFact(event.caseId().value(), kind, event.occurredAt(), clock.instant());
    }

    /** One statement, however many facts: a column each. */
    private void write(List<StepFact> facts) {
        jdbc.update(
                """
                insert into cycletime_step_fact
                    (id, case_id, visit, step_id, kind, actor, candidate_groups, occurred_at, recorded_at)
                select nextval('cycletime_step_fact_seq'), * from unnest(
                    ?, ?::uuid[], ?, ?, ?, ?, ?::timestamptz[], ?::timestamptz[])""",
                facts.stream().mapToLong(StepFact::caseId).toArray(),
                column(facts, fact -> fact.visit().toString()),
                facts.stream().mapToInt(StepFact::stepId).toArray(),
                column(facts, fact -> fact.kind().name()),
                column(facts, StepFact::actor),
                column(facts, StepFact::candidateGroups),
                column(facts, fact -> fact.occurredAt().toString()),
                column(facts, fact -> fact.recordedAt().toString()));
    }

    private static @Nullable String[] column(List<StepFact> facts, Function<StepFact, @Nullable String> part) {
        return facts.stream().map(part).toArray(String[]::new);
    }

    /**
     * Sixteen bytes instead of the engine's long text. The engine writes {@code <element id>:<uuid>}; anything else is
     * hashed.
     */
    static UUID visit(String activityInstanceId) {
        String unique = activityInstanceId.substring(activityInstanceId.lastIndexOf(':') + 1);
        if (unique.length() == 36) {
            try {
                return UUID.fromString(unique);
            } catch (IllegalArgumentException notUuid) {
                // hashed below
            }
        }
        return UUID.nameUUIDFromBytes(activityInstanceId.getBytes(StandardCharsets.UTF_8));
    }
}
