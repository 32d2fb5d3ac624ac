package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import java.util.Map;

/**
 * Something that the person who opens a case is told in the answer, once, and that cannot be looked up again. Asked in
 * the transaction that opens the case.
 */
public interface ToldAtOpening {

    /** What to tell, by the name it has in the answer; empty if there is nothing. */
    Map<String, String> toldAtOpening(CaseId caseId);
}
