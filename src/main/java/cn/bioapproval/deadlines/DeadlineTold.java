package cn.bioapproval.deadlines;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import java.time.Instant;
import java.util.Map;

/**
 * Somebody is told how a deadline stands.
 *
 * @param facts {@code dueOn}, {@code left} (working days; negative when overdue), {@code remaining} (the same in words),
 *              {@code holder} (whose it is, in words), {@code users} and {@code groups} (who has it), {@code deputies} (who
 *              stands in for a user), {@code heads} (groups of heads that are told too); of a step also {@code step},
 *              {@code element}, {@code task} and {@code advice}; of a report {@code report}, its number
 */
record DeadlineTold(CaseId caseId, Kind kind, Map<String, Object> facts, Instant occurredAt) implements CaseEvent {

    enum Kind {
        /** The holder of a step is reminded. */
        STEP_REMINDED("deadline.reminded"),
        /** A step is overdue: holder and head are told. */
        STEP_REPORTED("deadline.reported"),
        /** The limit of the case comes to its end: holders and head are told. */
        CASE_REMINDED("deadline.caseReminded"),
        /** The limit of the case has passed. */
        CASE_REPORTED("deadline.caseReported");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    DeadlineTold {
        facts = Map.copyOf(facts);
    }

    @Override
    public String type() {
        return kind.type;
    }

    @Override
    public Actor actor() {
        return Actor.SYSTEM;
    }
}
