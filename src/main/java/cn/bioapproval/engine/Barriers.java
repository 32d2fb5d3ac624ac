package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Steps with effects that cannot be undone, marked {@code verbs.noReturnPast} in the model: a notice that went out, money
 * that was paid. Passing one is remembered, and no way leads back before it.
 */
@Component
class Barriers {

    static final String PROPERTY = "verbs.noReturnPast";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Barriers(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    ExecutionListener onEnd() {
        return delegate -> {
            var execution = (ExecutionEntity) delegate;
            if (execution.isCanceled()) {
                return;
            }
            CaseVariables.findCaseId(execution).ifPresent(caseId -> {
                ActivityImpl activity = execution.getActivity();
                jdbc.update(
                        "insert into engine_barrier (case_id, element_id, name, passed_at) values (?, ?, ?, ?)",
                        caseId.value(),
                        activity.getId(),
                        TokenMove.nameOf(activity),
                        clock.instant().atOffset(ZoneOffset.UTC));
            });
        };
    }

    /** The name of the first such step that the case passed at or after this moment. */
    Optional<String> passedSince(CaseId caseId, Instant since) {
        OffsetDateTime from = since.atOffset(ZoneOffset.UTC);
        return jdbc
                .queryForList(
                        "select name from engine_barrier where case_id = ? and passed_at >= ? order by id limit 1",
                        String.class,
                        caseId.value(),
                        from)
                .stream()
                .findFirst();
    }
}
