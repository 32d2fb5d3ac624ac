package cn.bioapproval.tasklist;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cases.StepEnded;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.SignedIn;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Half-filled forms (暂存), kept as the clerk types: of a task, or the start form of a process. A draft belongs to its
 * author: nobody else reads it, and whoever gets the task next starts from the form as it is. It is no submission:
 * nothing in it is checked but its size and its keys. It ends with the task; that of a start form when the case is
 * opened, or {@value #DAYS_OF_START_FORMS} days after it was last touched.
 */
@Service
@Transactional
class Drafts {

    private static final int DAYS_OF_START_FORMS = 30;
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Desk desk;
    private final SignedIn signedIn;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Drafts(Desk desk, SignedIn signedIn, JdbcTemplate jdbc, Clock clock) {
        this.desk = desk;
        this.signedIn = signedIn;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A draft as it was kept. */
    record Draft(JsonNode data, Instant savedAt) {}

    /** The person's own draft of a task that she sees, if there is one. */
    @Transactional(readOnly = true)
    Optional<Draft> find(String taskId) {
        return desk.openTasks(List.of(taskId)).isEmpty() ? Optional.empty() : read(taskId);
    }

    /**
     * The person's own draft of a start form, if there is one; what the form does not ask any more is left out.
     *
     * @throws Refusal if she may not start the process
     */
    @Transactional(readOnly = true)
    Optional<Draft> findOfStart(String processDefinitionId) {
        Desk.StartForm start = desk.startForm(processDefinitionId);
        return read(placeOf(start.procedure()))
                .filter(draft -> draft.savedAt().isAfter(clock.instant().minus(Duration.ofDays(DAYS_OF_START_FORMS))))
                .map(draft -> draft.data() instanceof ObjectNode data
                        ? new Draft(known(data, "", start.form().schema().inputKeys()), draft.savedAt())
                        : draft);
    }

    private Optional<Draft> read(String place) {
        return jdbc
                .query(
                        "select data, saved_at from tasklist_draft where task_id = ? and user_id = ?",
                        (row, n) -> new Draft(
                                tree(row.getString("data")),
                                row.getObject("saved_at", OffsetDateTime.class).toInstant()),
                        place,
                        signedIn.person().id())
                .stream()
                .findFirst();
    }

    private static String placeOf(String procedure) {
        return "start:" + procedure;
    }

    /**
     * Keeps the draft in place of an earlier one; keys that the form does not have are left out.
     *
     * @throws Refusal {@code ERR_TASK_NOT_FOUND} if the task has ended, {@code ERR_NOT_ASSIGNEE} if it is not hers,
     *                 {@code ERR_REQUEST_TOO_LARGE} for more than 64 Ki characters
     */
    Instant keep(String taskId, ObjectNode data) {
        return keep(taskId, desk.formInHand(taskId), data);
    }

    /**
     * Keeps the draft of a start form in place of an earlier one.
     *
     * @throws Refusal if she may not start the process, {@code ERR_REQUEST_TOO_LARGE} for more than 64 Ki characters
     */
    Instant keepOfStart(String processDefinitionId, ObjectNode data) {
        Desk.StartForm start = desk.startForm(processDefinitionId);
        return keep(placeOf(start.procedure()), start.form(), data);
    }

    private Instant keep(String place, Desk.TaskForm form, ObjectNode data) {
        String kept = known(data, "", form.schema().inputKeys()).toString();
        if (kept.length() > MOST_CHARACTERS) {
            throw Refusal.tooLarge(RefusalCode.REQUEST_TOO_LARGE, "暂存的内容过大，请精简后再填。");
        }
        Instant now = clock.instant();
        jdbc.update(
                """
                insert into tasklist_draft (task_id, user_id, form_key, form_version, data, saved_at)
                values (?, ?, ?, ?, ?::jsonb, ?)
                on conflict (task_id, user_id) do update set form_key = excluded.form_key,
                    form_version = excluded.form_version, data = excluded.data, saved_at = excluded.saved_at""",
                place,
                signedIn.person().id(),
                form.key(),
                form.version(),
                kept,
                now.atOffset(ZoneOffset.UTC));
        return now;
    }

    /** Throws the person's own draft away. */
    void discard(String taskId) {
        jdbc.update(
                "delete from tasklist_draft where task_id = ? and user_id = ?", taskId, signedIn.person().id());
    }

    /** Throws the person's own draft of a start form away: she opened the case, or does not want it. */
    void discardOfStart(String processDefinitionId) {
        discard(placeOf(desk.startForm(processDefinitionId).procedure()));
    }

    @EventListener
    void on(Desk.Started start) {
        jdbc.update(
                "delete from tasklist_draft where task_id = ? and user_id = ?",
                placeOf(start.procedure()),
                start.user());
    }

    /** At the end of the transaction: by then the task is deleted, and no draft of it can come in any more. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(StepEnded step) {
        jdbc.update("delete from tasklist_draft where task_id = ?", step.activityInstanceId());
    }

    /** Only what the form asks: {@code contact.name}, in a list {@code staff[].name}. */
    private static ObjectNode known(ObjectNode data, String place, Set<String> keys) {
        ObjectNode kept = JSON.createObjectNode();
        data.properties().forEach(field -> {
            String path = place + field.getKey();
            JsonNode value = field.getValue();
            if (keys.contains(path)) {
                kept.set(field.getKey(), value);
            } else if (value instanceof ObjectNode group) {
                ObjectNode inner = known(group, path + ".", keys);
                if (!inner.isEmpty()) {
                    kept.set(field.getKey(), inner);
                }
            } else if (value instanceof ArrayNode rows && keys.stream().anyMatch(key -> key.startsWith(path + "[]."))) {
                ArrayNode inner = kept.putArray(field.getKey());
                rows.forEach(row -> {
                    if (row instanceof ObjectNode values) {
                        inner.add(known(values, path + "[].", keys));
                    }
                });
            }
        });
        return kept;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was kept was JSON", e);
        }
    }
}
