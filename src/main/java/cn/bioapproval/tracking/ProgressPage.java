package cn.bioapproval.tracking;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.codes.GuessLimits;
import cn.bioapproval.codes.TooManyQuestions;
import cn.bioapproval.engine.ApplicantDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /progress}: the page, the question and the supplement. Open to everyone, so whoever asks proves with each
 * request that the case is hers; a wrong number and a wrong code get the same answer.
 */
@RestController
class ProgressPage {

    private final QueryCodes codes;
    private final GuessLimits limits;
    private final Progress progress;
    private final ApplicantDesk desk;
    private final CaseRegister cases;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ProgressPage(
            QueryCodes codes,
            GuessLimits limits,
            Progress progress,
            ApplicantDesk desk,
            CaseRegister cases,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.codes = codes;
        this.limits = limits;
        this.progress = progress;
        this.desk = desk;
        this.cases = cases;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** A number and its code, as typed. */
    record Question(@Nullable String number, @Nullable String code) {}

    /** What is handed in, by field key, with number and code. */
    record HandIn(@Nullable String number, @Nullable String code, @Nullable Map<String, @Nullable Object> form) {}

    @GetMapping(path = "/progress", produces = "text/html;charset=UTF-8")
    ResponseEntity<ClassPathResource> page() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("tracking/progress.html"));
    }

    @GetMapping("/progress/{file:progress\\.(?:css|js)|page\\.js}")
    ResponseEntity<ClassPathResource> file(@PathVariable String file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(
                        file.endsWith(".css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("tracking/" + file));
    }

    /** How the case stands. */
    @PostMapping(path = "/progress/query", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> ask(@RequestBody Question question, HttpServletRequest request) {
        return asOwner(question.number(), question.code(), request, progress::of);
    }

    /** Takes what the office asked for; answers how the case stands then. */
    @PostMapping(path = "/progress/supplement", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> handIn(@RequestBody HandIn handIn, HttpServletRequest request) {
        return asOwner(handIn.number(), handIn.code(), request, caseId -> {
            Map<String, @Nullable Object> form = handIn.form() == null ? Map.of() : handIn.form();
            Acting.as(Actor.APPLICANT, () -> transaction.execute(status -> {
                Case of = cases.get(caseId);
                ApplicantDesk.HandedIn done = desk.handIn(of.number(), form);
                events.publishEvent(new SupplementHandedIn(
                        caseId, done.stepName(), done.groups(), clock.instant(), Acting.current()));
                return done;
            }));
            return progress.of(caseId);
        });
    }

    private ResponseEntity<?> asOwner(
            @Nullable String number,
            @Nullable String code,
            HttpServletRequest request,
            Function<CaseId, Progress.Shown> deed) {
        GuessLimits.Attempt attempt = limits.begin(request.getRemoteAddr(), QueryCodes.numberMeant(number));
        if (!attempt.isAllowed()) {
            return TooManyQuestions.answer(attempt.delay());
        }
        Optional<CaseId> known = codes.caseOf(number, code);
        if (known.isEmpty()) {
            throw Refusal.notFound(
                    RefusalCode.CASE_NOT_FOUND, "办件编号或者查询码不正确，请核对后重新输入。查询码遗失的，请到受理窗口重新领取。");
        }
        attempt.succeeded();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(deed.apply(known.get()));
    }
}
