package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cases.StepEnded;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** With whom a task is for a while: its delegate, or those who sign before or after its owner. */
@Component
class Signatures {

    enum Kind {
        DELEGATED("委派"),
        BEFORE("前加签"),
        AFTER("后加签");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** Somebody asked and not heard yet. */
    record Asked(long id, Kind kind, String signer, String owner) {}

    /** What the owner handed in while somebody still has to sign. */
    record Held(Actor actor, Map<String, Object> form) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Signatures(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void ask(TaskEntity task, Kind kind, String signer, String owner, String what) {
        jdbc.update(
                """
                insert into engine_cosign (case_id, task_id, kind, signer, owner, asked_at, asked, state)
                values (?, ?, ?, ?, ?, ?, ?, 'OPEN')""",
                CaseVariables.caseId(task).value(),
                task.getId(),
                kind.name(),
                signer,
                owner,
                now(),
                what);
    }

    /** Those still to be heard, in their order. */
    List<Asked> open(String taskId) {
        return jdbc.query(
                "select * from engine_cosign where task_id = ? and state = 'OPEN' order by id",
                Signatures::asked,
                taskId);
    }

    /** With whom the task is now; empty while it is with its owner. */
    Optional<Asked> now(String taskId) {
        List<Asked> open = open(taskId);
        Optional<Asked> before =
                open.stream().filter(each -> each.kind() != Kind.AFTER).findFirst();
        return before.isPresent() || open.isEmpty() || held(taskId).isEmpty() ? before : Optional.of(open.get(0));
    }

    void end(long id, boolean signed, String opinion) {
        jdbc.update(
                "update engine_cosign set state = ?, opinion = ?, ended_at = ? where id = ?",
                signed ? "SIGNED" : "REMOVED",
                opinion,
                now(),
                id);
    }

    void hold(String taskId, CaseId caseId, Actor actor, Map<String, Object> form) {
        try {
            jdbc.update(
                    """
                    insert into engine_held_form (task_id, case_id, owner, on_behalf_of, handed_in_at, form)
                    values (?, ?, ?, ?, ?, cast(? as jsonb))""",
                    taskId,
                    caseId.value(),
                    actor.userId(),
                    actor.onBehalfOf(),
                    now(),
                    JSON.writeValueAsString(form));
        } catch (JsonProcessingException e) {
            throw Refusal.invalid(RefusalCode.FORM_INVALID, "表单内容有误，请检查后重新提交。");
        }
    }

    Optional<Held> held(String taskId) {
        return jdbc
                .query(
                        "select owner, on_behalf_of, form from engine_held_form where task_id = ?",
                        (row, n) -> new Held(
                                new Actor(row.getString("owner"), row.getString("on_behalf_of")),
                                form(row.getString("form"))),
                        taskId)
                .stream()
                .findFirst();
    }

    void release(String taskId) {
        jdbc.update("delete from engine_held_form where task_id = ?", taskId);
    }

    /** A step that is taken away asks nobody any more. */
    @EventListener
    void on(StepEnded step) {
        if (step.cancelled()) {
            jdbc.update(
                    "update engine_cosign set state = 'REMOVED', ended_at = ? where task_id = ? and state = 'OPEN'",
                    now(),
                    step.activityInstanceId());
            release(step.activityInstanceId());
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Map<String, Object> form(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A held form cannot be read", e);
        }
    }

    private static Asked asked(ResultSet row, int n) throws SQLException {
        return new Asked(
                row.getLong("id"), Kind.valueOf(row.getString("kind")), row.getString("signer"), row.getString("owner"));
    }
}
