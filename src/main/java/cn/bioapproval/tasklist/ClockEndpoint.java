package cn.bioapproval.tasklist;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 时限: the statutory clock of the case behind a task, and its extension. */
@RestController
@RequestMapping("/api/tasks/{taskId}/clock")
class ClockEndpoint {

    private final DossierAccess access;
    private final CaseClocks clocks;

    ClockEndpoint(DossierAccess access, CaseClocks clocks) {
        this.access = access;
        this.clocks = clocks;
    }

    /** So many working days more, and why. */
    record Extend(@Nullable Integer days, @Nullable String reason) {}

    @GetMapping
    CaseClocks.Shown read(@PathVariable String taskId) {
        return clocks.read(access.ofTask(taskId));
    }

    @PostMapping("/extension")
    CaseClocks.Shown extend(@PathVariable String taskId, @RequestBody Extend extend) {
        if (extend.days() == null || extend.reason() == null) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "请填写延长的工作日数和理由。");
        }
        var ofCase = access.ofTask(taskId);
        clocks.extend(ofCase, extend.days(), extend.reason());
        return clocks.read(ofCase);
    }
}
