package cn.bioapproval.tasklist;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.cycletime.StepFacts;
import cn.bioapproval.engine.Copies;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.SignedIn;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Who reads a case: whoever sees an open task of it, whoever completed a step of it or got a copy, administrators and auditors. To
 * everyone else the case does not exist.
 */
@Service
class DossierAccess {

    private final Desk desk;
    private final StepFacts facts;
    private final FinishedWork finished;
    private final CaseRegister cases;
    private final Copies copies;
    private final SignedIn signedIn;

    DossierAccess(
            Desk desk, StepFacts facts, FinishedWork finished, CaseRegister cases, Copies copies, SignedIn signedIn) {
        this.desk = desk;
        this.facts = facts;
        this.finished = finished;
        this.cases = cases;
        this.copies = copies;
        this.signedIn = signedIn;
    }

    /**
     * The case.
     *
     * @throws Refusal {@code ERR_CASE_NOT_FOUND} if there is none with this number that the person may read
     */
    Case byNumber(String number) {
        return cases.findByNumber(number)
                .filter(this::mayRead)
                .orElseThrow(() -> Refusal.notFound(RefusalCode.CASE_NOT_FOUND, "没有这个办件，或者您无权查看。"));
    }

    /**
     * The case of a task, open or finished.
     *
     * @throws Refusal {@code ERR_TASK_NOT_FOUND} if there is no such task that the person may see
     */
    Case ofTask(String taskId) {
        Case found = ofTasks(List.of(taskId)).get(taskId);
        if (found == null) {
            throw Refusal.notFound(RefusalCode.TASK_NOT_FOUND, "任务不存在或已办结，请刷新任务列表。");
        }
        return found;
    }

    /** The cases of those of the tasks that the person may see. */
    Map<String, Case> ofTasks(Collection<String> taskIds) {
        List<String> open = taskIds.stream()
                .filter(id -> FinishedTask.Id.of(id).isEmpty())
                .toList();
        return ofTasks(taskIds, desk.openTasks(open));
    }

    /**
     * The cases of those of the tasks that the person may see.
     *
     * @param open the open ones among them, as the desk told them for this person
     */
    Map<String, Case> ofTasks(Collection<String> taskIds, Map<String, Desk.OpenTask> open) {
        Map<String, Case> found = new LinkedHashMap<>();
        for (String id : taskIds) {
            if (open.containsKey(id)) {
                found.put(id, cases.get(open.get(id).caseId()));
            } else {
                FinishedTask.Id.of(id).flatMap(finished::find).ifPresent(task -> found.put(id, task.ofCase()));
            }
        }
        return found;
    }

    private boolean mayRead(Case wanted) {
        SignedIn.Person person = signedIn.person();
        return person.readsEverything()
                || facts.hasCompletedStepOf(wanted.id(), person.id())
                || copies.has(wanted.id(), person.id())
                || desk.hasTaskOf(wanted.number());
    }
}
