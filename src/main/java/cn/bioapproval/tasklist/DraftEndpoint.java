package cn.bioapproval.tasklist;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 暂存: the person's own draft of the form of a task. */
@RestController
@RequestMapping("/api/tasks/{taskId}/draft")
class DraftEndpoint {

    private final Drafts drafts;

    DraftEndpoint(Drafts drafts) {
        this.drafts = drafts;
    }

    /** A draft; {@code savedAt} is office time, {@code null} if there is none. */
    record Shown(JsonNode data, @Nullable OffsetDateTime savedAt) {}

    record Kept(OffsetDateTime savedAt) {}

    @GetMapping
    Shown read(@PathVariable String taskId) {
        return drafts.find(taskId)
                .map(draft -> new Shown(draft.data(), officeTime(draft.savedAt())))
                .orElseGet(() -> new Shown(JsonNodeFactory.instance.objectNode(), null));
    }

    @PutMapping
    Kept keep(@PathVariable String taskId, @RequestBody JsonNode body) {
        if (!(body.path("data") instanceof ObjectNode data)) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "暂存的内容无法识别，请刷新页面后重试。");
        }
        return new Kept(officeTime(drafts.keep(taskId, data)));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable String taskId) {
        drafts.discard(taskId);
    }

    private static OffsetDateTime officeTime(Instant at) {
        return at.atZone(OfficeClock.ZONE).toOffsetDateTime();
    }
}
