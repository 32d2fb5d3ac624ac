package cn.bioapproval.cycletime;

import cn.bioapproval.cases.CaseClosed;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseOpened;
import cn.bioapproval.cases.CaseRevoked;
import cn.bioapproval.cases.StepEnded;
import cn.bioapproval.cases.StepMoved;
import cn.bioapproval.cases.StepStarted;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes the facts in the event's own transaction. Both times are kept: when it happened and when it was recorded. */
@Component
class FactRecorder {

    private final EntityManager entities;
    private final StepDimension steps;
    private final Clock clock;

    FactRecorder(EntityManager entities, StepDimension steps, Clock clock) {
        this.entities = entities;
        this.steps = steps;
        this.clock = clock;
    }

    @EventListener
    void started(StepStarted event) {
        entities.persist(new StepFact(
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
        entities.persist(new StepFact(
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
        entities.persist(new StepFact(
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
