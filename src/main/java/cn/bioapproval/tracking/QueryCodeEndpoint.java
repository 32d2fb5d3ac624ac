package cn.bioapproval.tracking;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.clock.Custody;
import cn.bioapproval.cycletime.StepFacts;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.SignedIn;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/tasks/{taskId}/query-code}: a clerk who has an open task of the case gives its applicant another query
 * code. Only those who deal with applicants may: groups of a step of this case that the window does or that waits for
 * the applicant. An expert or a reviewer who holds a task may not, because with the code she could act as the
 * applicant.
 */
@RestController
class QueryCodeEndpoint {

    private static final Set<Custody> WITH_THE_APPLICANT = Set.of(Custody.WINDOW, Custody.APPLICANT);

    private final Desk desk;
    private final CaseRegister cases;
    private final StepFacts facts;
    private final QueryCodes codes;
    private final SignedIn signedIn;

    QueryCodeEndpoint(Desk desk, CaseRegister cases, StepFacts facts, QueryCodes codes, SignedIn signedIn) {
        this.desk = desk;
        this.cases = cases;
        this.facts = facts;
        this.codes = codes;
        this.signedIn = signedIn;
    }

    /**
     * What a clerk may know of the code.
     *
     * @param issuedOn when the one that holds was given out; {@code null} if there is none
     */
    record Line(String number, @Nullable LocalDate issuedOn, boolean mayReissue) {}

    /** A new code, to be told to the applicant now. */
    record Reissued(String number, String queryCode) {}

    @GetMapping("/api/tasks/{taskId}/query-code")
    Line read(@PathVariable String taskId) {
        Case of = caseOf(taskId);
        return new Line(
                of.number(),
                codes.issuedAt(of.number())
                        .map(at -> LocalDate.ofInstant(at, OfficeClock.ZONE))
                        .orElse(null),
                mayReissue(of));
    }

    @PostMapping("/api/tasks/{taskId}/query-code")
    Reissued reissue(@PathVariable String taskId) {
        Case of = caseOf(taskId);
        if (!mayReissue(of)) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "查询码由受理窗口或者形式审查的同志发放，您不能重新发放。");
        }
        return Acting.as(
                Actor.user(signedIn.person().id()), () -> new Reissued(of.number(), codes.reissue(of)));
    }

    private Case caseOf(String taskId) {
        CaseId caseId = desk.casesOf(List.of(taskId)).get(taskId);
        if (caseId == null) {
            throw Refusal.notFound(RefusalCode.TASK_NOT_FOUND, "任务不存在或已办结，请刷新任务列表。");
        }
        return cases.get(caseId);
    }

    private boolean mayReissue(Case of) {
        List<String> own = signedIn.person().groups();
        return facts.of(of.id()).stream()
                .filter(visit -> WITH_THE_APPLICANT.contains(visit.profile().custody()))
                .flatMap(visit -> visit.groups().stream())
                .anyMatch(own::contains);
    }
}
