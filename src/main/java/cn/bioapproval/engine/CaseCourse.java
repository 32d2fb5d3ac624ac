package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import java.util.Optional;

/**
 * What a procedure has to say when people change the course of one of its cases. The engine moves the tokens; the procedure
 * knows whether its own record of the case can follow, and lets it follow. A process without one is moved as it is.
 */
public interface CaseCourse {

    /** Key of the process definition; steps of the parts that it calls are asked about, too. */
    String procedure();

    /** Why the case cannot go back to the step, in Chinese; empty if it can. */
    Optional<String> standsAgainstReturn(CaseId caseId, String elementId);

    /** The case goes back to the step, in this transaction. */
    void returned(CaseId caseId, String elementId);

    /** Why the case cannot be terminated, in Chinese; empty if it can. */
    Optional<String> standsAgainstTermination(CaseId caseId);

    /** The case is terminated: its record and the case are to be closed, in this transaction. */
    void terminated(CaseId caseId, String reason);
}
