package cn.bioapproval.tasklist;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.intake.ConditionEvaluator;
import cn.bioapproval.intake.Submissions;
import cn.bioapproval.materials.MaterialSlot;
import cn.bioapproval.materials.MaterialVersion;
import cn.bioapproval.materials.Materials;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * The materials (材料) of the case behind a task: the checklist with what was handed in, the files themselves, and a way to
 * hand one in. Whoever may read the case reads them; whoever has the task, or substitutes its assignee, hands in.
 */
@RestController
class MaterialsEndpoint {

    /** A file is shown, saved or nothing: it runs no script and loads nothing. */
    private static final String NOTHING_RUNS =
            "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(OfficeClock.ZONE);

    private final DossierAccess access;
    private final Materials materials;
    private final Submissions submissions;
    private final ConditionEvaluator conditions;
    private final Desk desk;
    private final SignedIn signedIn;

    MaterialsEndpoint(
            DossierAccess access,
            Materials materials,
            Submissions submissions,
            ConditionEvaluator conditions,
            Desk desk,
            SignedIn signedIn) {
        this.access = access;
        this.materials = materials;
        this.submissions = submissions;
        this.conditions = conditions;
        this.desk = desk;
        this.signedIn = signedIn;
    }

    /** The checklist of a case. */
    record Checklist(DossierEndpoint.CaseLine ofCase, List<Slot> slots, Uploading upload) {}

    /**
     * A slot.
     *
     * @param applies whether it is asked of this case; one that is not is told only if something was handed in
     * @param missing whether it is required and nothing was handed in
     */
    record Slot(
            String code,
            String name,
            @Nullable String note,
            boolean required,
            boolean applies,
            boolean missing,
            List<Version> versions) {}

    /**
     * A file handed in.
     *
     * @param size       in octets
     * @param by         the name of who handed it in
     * @param onBehalfOf the name of whom she substituted
     * @param receivedAt to the minute, as people read it, Asia/Shanghai
     * @param href       saves it
     * @param view       shows it in the browser, if browsers show its kind
     */
    record Version(
            int number,
            String fileName,
            String mediaType,
            long size,
            String sha256,
            String by,
            @Nullable String onBehalfOf,
            String receivedAt,
            String href,
            @Nullable String view) {}

    /**
     * Whether the person may hand in files here.
     *
     * @param reason     why not
     * @param maxSize    of one file, in octets
     * @param extensions of the kinds taken, without the dot
     */
    record Uploading(boolean allowed, @Nullable String reason, long maxSize, List<String> extensions) {}

    @GetMapping("/api/tasks/{taskId}/materials")
    Checklist ofTask(@PathVariable String taskId) {
        Case ofCase = access.ofTask(taskId);
        if (FinishedTask.Id.of(taskId).isPresent()) {
            return checklist(ofCase, "本任务已办结，材料只能查看。");
        }
        try {
            desk.actorOn(taskId);
            return checklist(ofCase, null);
        } catch (Refusal refusal) {
            return checklist(ofCase, "现在只能查看材料。" + refusal.getMessage());
        }
    }

    @GetMapping("/api/cases/{number}/materials")
    Checklist ofCase(@PathVariable String number) {
        return checklist(access.byNumber(number), "请从您名下的任务中上传材料。");
    }

    /** Takes the body of the request as a file; it is never in memory as a whole. */
    @PutMapping(path = "/api/tasks/{taskId}/materials/{slot}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<Version> receive(
            @PathVariable String taskId, @PathVariable String slot, @RequestParam String name, HttpServletRequest request) {
        Case ofCase = access.ofTask(taskId);
        Actor actor = desk.actorOn(taskId);
        MaterialVersion received = Acting.as(
                actor,
                () -> materials.receive(ofCase.id(), slot, name, body(request), request.getContentLengthLong()));
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(version(ofCase, received, new HashMap<>()));
    }

    /** To be saved, under the name it was handed in with. */
    @GetMapping("/api/cases/{number}/materials/{id}/file")
    ResponseEntity<Resource> file(@PathVariable String number, @PathVariable long id) {
        Materials.Content content = content(number, id);
        return answer(content, "attachment");
    }

    /** To be shown; only what browsers show without running anything. */
    @GetMapping("/api/cases/{number}/materials/{id}/view")
    ResponseEntity<Resource> view(@PathVariable String number, @PathVariable long id) {
        Materials.Content content = content(number, id);
        if (!content.version().isShownInBrowser()) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "这种格式不能在浏览器中预览，请下载后查看。");
        }
        return answer(content, "inline");
    }

    private Materials.Content content(String number, long id) {
        return materials.content(access.byNumber(number).id(), id);
    }

    private static ResponseEntity<Resource> answer(Materials.Content content, String disposition) {
        MaterialVersion version = content.version();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(version.mediaType()))
                .cacheControl(CacheControl.noStore())
                .eTag(version.sha256())
                .header("Content-Security-Policy", NOTHING_RUNS)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition + "; filename*=UTF-8''"
                                + UriUtils.encode(version.fileName(), StandardCharsets.UTF_8))
                .body(new FileSystemResource(content.file()));
    }

    private static InputStream body(HttpServletRequest request) {
        try {
            return request.getInputStream();
        } catch (IOException e) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "上传中断，请重新上传。");
        }
    }

    private Checklist checklist(Case ofCase, @Nullable String readOnly) {
        Map<String, String> names = new HashMap<>();
        List<Slot> slots = materials.of(ofCase.id(), conditionsOf(ofCase.id())).stream()
                .map(slot -> slot(ofCase, slot, names))
                .toList();
        return new Checklist(
                new DossierEndpoint.CaseLine(ofCase.number(), ofCase.title(), ofCase.applicantName()),
                slots,
                new Uploading(readOnly == null, readOnly, materials.maxSize(), materials.extensions()));
    }

    /** Conditions are read over what the forms of the case last said in each field. */
    private Predicate<String> conditionsOf(CaseId caseId) {
        Map<String, @Nullable Object> said = new HashMap<>();
        submissions.of(caseId).forEach(submission -> said.putAll(submission.data().asMap()));
        return condition -> conditions.isTrue(condition, said);
    }

    private Slot slot(Case ofCase, MaterialSlot slot, Map<String, String> names) {
        return new Slot(
                slot.material().code(),
                slot.material().name(),
                slot.material().note(),
                slot.isRequired(),
                slot.applies(),
                slot.isMissing(),
                slot.versions().stream().map(version -> version(ofCase, version, names)).toList());
    }

    private Version version(Case ofCase, MaterialVersion version, Map<String, String> names) {
        String address = "/api/cases/%s/materials/%d"
                .formatted(UriUtils.encodePathSegment(ofCase.number(), StandardCharsets.UTF_8), version.id());
        String principal = version.onBehalfOf();
        return new Version(
                version.number(),
                version.fileName(),
                version.mediaType(),
                version.size(),
                version.sha256(),
                names.computeIfAbsent(version.actor(), signedIn::nameOf),
                principal == null ? null : names.computeIfAbsent(principal, signedIn::nameOf),
                MINUTE.format(version.receivedAt()),
                address + "/file",
                version.isShownInBrowser() ? address + "/view" : null);
    }
}
