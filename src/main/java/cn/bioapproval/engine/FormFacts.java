package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import java.util.Map;
import java.util.Set;

/**
 * What a form shows but nobody types: texts about the case and values to start from, computed when the form is opened and
 * never stored as variables. A procedure offers one for its process.
 */
public interface FormFacts {

    /** Key of the process definition whose forms these facts are for. */
    String procedure();

    /**
     * The facts for the form of a step, by form key of the field or text placeholder.
     *
     * @param elementId the user task
     */
    Map<String, Object> facts(CaseId caseId, String elementId);

    /**
     * Those of the facts that the door needs to check what was filled in; others may be among them.
     *
     * @param names of facts; one that this form does not have is left out
     */
    default Map<String, Object> facts(CaseId caseId, String elementId, Set<String> names) {
        return facts(caseId, elementId);
    }
}
