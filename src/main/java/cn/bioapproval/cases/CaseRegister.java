package cn.bioapproval.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.Year;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The register of all cases: opens, moves and closes them, and tells everyone by {@link CaseEvent}. */
@Service
@Transactional
public class CaseRegister {

    private static final Pattern NUMBER = Pattern.compile(".+-\\d{4}-(\\d{6,18})");

    private final Cases cases;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CaseRegister(Cases cases, Clock clock, ApplicationEventPublisher events) {
        this.cases = cases;
        this.clock = clock;
        this.events = events;
    }

    /** Opens a case and gives it its number {@code <prefix>-<year>-<six digits>} (the number never repeats). */
    public Case open(NewCase application) {
        CaseId id = CaseId.of(cases.nextNumber());
        Instant now = clock.instant();
        String number = "%s-%d-%06d".formatted(application.numberPrefix(), Year.now(clock).getValue(), id.value());
        Case opened = cases.save(new Case(id, number, application, now));
        events.publishEvent(new CaseOpened(
                id, number, application.item(), application.procedure(), application.applicantName(), now, Acting.current()));
        return opened;
    }

    /** Moves the case to a status; a case that is there already stays there silently. */
    public void moveTo(CaseId id, CaseStatus status) {
        Case moved = get(id);
        CaseStatus before = moved.status();
        if (before != status) {
            moved.moveTo(status);
            events.publishEvent(new CaseStatusChanged(id, before, status, clock.instant(), Acting.current()));
        }
    }

    /**
     * Closes the case.
     *
     * @param reason the refusal code, if the outcome is a refusal
     */
    public void close(CaseId id, CaseOutcome outcome, @Nullable RefusalCode reason) {
        Case closed = get(id);
        Instant now = clock.instant();
        closed.close(outcome, reason, now);
        events.publishEvent(new CaseClosed(id, outcome, reason, now, Acting.current()));
    }

    /** Turns a granted, closed case into a revoked one (撤销). */
    public void revoke(CaseId id) {
        get(id).revoke();
        events.publishEvent(new CaseRevoked(id, clock.instant(), Acting.current()));
    }

    /**
     * The case.
     *
     * @throws Refusal {@code ERR_CASE_NOT_FOUND} if there is none
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Case get(CaseId id) {
        return cases.findById(id.value())
                .orElseThrow(() -> Refusal.notFound(RefusalCode.CASE_NOT_FOUND, "没有编号为 " + id + " 的办件。"));
    }

    /** The case with that number, as people write it. It ends with the id, by which a transaction may know the case. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Case> findByNumber(String number) {
        String written = number.strip();
        Matcher id = NUMBER.matcher(written);
        return id.matches()
                ? cases.findById(Long.valueOf(id.group(1))).filter(found -> found.number().equals(written))
                : Optional.empty();
    }

    /**
     * What applicants are called, by unified social credit code; one that never applied is left out.
     *
     * @param codes in capital letters
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, String> applicantNames(Collection<String> codes) {
        return codes.isEmpty()
                ? Map.of()
                : cases.applicants(codes).stream()
                        .collect(Collectors.toMap(Cases.Applicant::getCode, Cases.Applicant::getName));
    }
}
