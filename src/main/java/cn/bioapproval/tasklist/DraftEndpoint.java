package cn.bioapproval.tasklist;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 暂存: the person's own draft of the form of a task, or of the start form of a process. */
@RestController
class DraftEndpoint {

    private static final String OF_TASK = "/api/tasks/{taskId}/draft";
    private static final String OF_START = "/api/processes/{processDefinitionId}/draft";

    private final Drafts drafts;

    DraftEndpoint(Drafts drafts) {
        this.drafts = drafts;
    }

    /** A draft; {@code savedAt} is office time, {@code null} if there is none. */
    record Shown(JsonNode data, @Nullable OffsetDateTime savedAt) {}

    record Kept(OffsetDateTime savedAt) {}

    @GetMapping(OF_TASK)
    Shown read(@PathVariable String taskId) {
        return shown(drafts.find(taskId));
    }

    @PutMapping(OF_TASK)
    Kept keep(@PathVariable String taskId, @RequestBody JsonNode body) {
        return new Kept(officeTime(drafts.keep(taskId, data(body))));
    }

    @DeleteMapping(OF_TASK)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable String taskId) {
        drafts.discard(taskId);
    }

    @GetMapping(OF_START)
    Shown readOfStart(@PathVariable String processDefinitionId) {
        return shown(drafts.findOfStart(processDefinitionId));
    }

    @PutMapping(OF_START)
    Kept keepOfStart(@PathVariable String processDefinitionId, @RequestBody JsonNode body) {
        return new Kept(officeTime(drafts.keepOfStart(processDefinitionId, data(body))));
    }

    @DeleteMapping(OF_START)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discardOfStart(@PathVariable String processDefinitionId) {
        drafts.discardOfStart(processDefinitionId);
    }

    private static Shown shown(Optional<Drafts.Draft> draft) {
        return draft.map(kept -> new Shown(kept.data(), officeTime(kept.savedAt())))
                .orElseGet(() -> new Shown(JsonNodeFactory.instance.objectNode(), null));
    }

    private static ObjectNode data(JsonNode body) {
        if (body.path("data") instanceof ObjectNode data) {
            return data;
        }
        throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "暂存的内容无法识别，请刷新页面后重试。");
    }

    private static OffsetDateTime officeTime(Instant at) {
        return at.atZone(OfficeClock.ZONE).toOffsetDateTime();
    }
}
