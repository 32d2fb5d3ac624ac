package cn.bioapproval.tasklist;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cycletime.StepFacts;
import cn.bioapproval.documents.DocumentPdf;
import cn.bioapproval.documents.Documents;
import cn.bioapproval.documents.IssuedDocument;
import cn.bioapproval.engine.SignedIn;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** What Tasklist shows of the case behind a task: which one it is, where it stands, and its documents (文书). */
@RestController
class DossierEndpoint {

    private static final int MOST_TASKS = 50;

    private final DossierAccess access;
    private final Documents documents;
    private final CaseCards cards;
    private final Dossiers dossiers;
    private final StepFacts facts;
    private final SignedIn names;

    DossierEndpoint(
            DossierAccess access,
            Documents documents,
            CaseCards cards,
            Dossiers dossiers,
            StepFacts facts,
            SignedIn names) {
        this.access = access;
        this.documents = documents;
        this.cards = cards;
        this.dossiers = dossiers;
        this.facts = facts;
        this.names = names;
    }

    /** A case in one line. */
    record CaseLine(String number, String title, String applicant) {}

    /** Where a case stands: its status, and the steps that are open now. */
    record Standing(String number, String status, List<OpenStep> open) {}

    /** A step that somebody has to take, with the Chinese names of the groups it is offered to; none for experts. */
    record OpenStep(String name, List<String> groups) {}

    /** The documents of a case, in the order of their issue. */
    record Issued(CaseLine ofCase, List<Line> documents) {}

    /** 办件档案: the case, everything submitted, and the documents. */
    record Dossier(Dossiers.Head head, List<Dossiers.Sheet> submissions, List<Line> documents) {}

    /** A document; {@code issuedOn} is the office's date, {@code href} leads to its PDF. */
    record Line(long id, String number, String title, LocalDate issuedOn, String href) {}

    /** Task id → what its card says, for those of the tasks that the person may see. */
    @GetMapping("/api/tasks/cases")
    Map<String, CaseCards.Card> cases(@RequestParam List<String> ids) {
        if (ids.size() > MOST_TASKS) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "一次最多查询 " + MOST_TASKS + " 项任务。");
        }
        return cards.of(ids);
    }

    @GetMapping("/api/cases/{number}/standing")
    Standing standing(@PathVariable String number) {
        Case ofCase = access.byNumber(number);
        List<OpenStep> open = facts.openOf(ofCase.id()).stream()
                .map(visit -> new OpenStep(
                        visit.stepName(),
                        visit.groups().stream().map(names::groupName).toList()))
                .distinct()
                .toList();
        return new Standing(ofCase.number(), ofCase.status().label(), open);
    }

    @GetMapping("/api/tasks/{taskId}/documents")
    Issued ofTask(@PathVariable String taskId) {
        return issued(access.ofTask(taskId));
    }

    @GetMapping("/api/cases/{number}/documents")
    Issued ofCase(@PathVariable String number) {
        return issued(access.byNumber(number));
    }

    /** The PDF, to be read in the browser; saved, it bears the document's number and title. */
    @GetMapping("/api/cases/{number}/documents/{id}.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String number, @PathVariable long id) {
        Case ofCase = access.byNumber(number);
        if (!documents.get(id).caseId().equals(ofCase.id())) {
            throw Refusal.notFound(RefusalCode.CASE_NOT_FOUND, "这个办件没有这份文书。");
        }
        DocumentPdf pdf = documents.pdf(id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "object-src 'self'; frame-ancestors 'self'")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename*=UTF-8''" + UriUtils.encode(pdf.fileName(), StandardCharsets.UTF_8))
                .body(pdf.bytes());
    }

    /** The file of the case behind a task. */
    @GetMapping("/api/tasks/{taskId}/dossier")
    Dossier dossier(@PathVariable String taskId) {
        Case ofCase = access.ofTask(taskId);
        return new Dossier(dossiers.head(ofCase), dossiers.submissions(ofCase), lines(ofCase));
    }

    private Issued issued(Case ofCase) {
        return new Issued(line(ofCase), lines(ofCase));
    }

    private List<Line> lines(Case ofCase) {
        return documents.of(ofCase.id()).stream()
                .map(document -> line(ofCase, document))
                .toList();
    }

    private static CaseLine line(Case ofCase) {
        return new CaseLine(ofCase.number(), ofCase.title(), ofCase.applicantName());
    }

    private static Line line(Case ofCase, IssuedDocument document) {
        return new Line(
                document.id(),
                document.number(),
                document.title(),
                LocalDate.ofInstant(document.issuedAt(), OfficeClock.ZONE),
                "/api/cases/%s/documents/%d.pdf"
                        .formatted(UriUtils.encodePathSegment(ofCase.number(), StandardCharsets.UTF_8), document.id()));
    }
}
