package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.RefusalCode;

/** Why a centre gets nothing: the codes that this procedure adds to those of {@link RefusalCode}. */
final class Refusals {

    static final RefusalCode WRONG_BENEFICIARY = new RefusalCode("ERR_WRONG_BENEFICIARY");
    static final RefusalCode OUT_OF_JURISDICTION = new RefusalCode("ERR_OUT_OF_JURISDICTION");
    static final RefusalCode INVALID_COMBINATION = new RefusalCode("ERR_INVALID_COMBINATION");
    static final RefusalCode CONSTRUCTION_INCOMPLETE = new RefusalCode("ERR_CONSTRUCTION_INCOMPLETE");
    static final RefusalCode EVALUATION_WITHOUT_ACCEPTANCE = new RefusalCode("ERR_EVAL_WITHOUT_ACCEPTANCE");
    static final RefusalCode ACCEPTANCE_NOT_PASSED = new RefusalCode("ERR_ACCEPTANCE_NOT_PASSED");
    static final RefusalCode REVIEW_REQUIRED = new RefusalCode("ERR_REVIEW_REQUIRED");
    static final RefusalCode SUPPLEMENT_OVERDUE = new RefusalCode("ERR_SUPPLEMENT_OVERDUE");
    /** One of the deciding offices vetoed. */
    static final RefusalCode VETOED = new RefusalCode("ERR_DECISION_VETOED");
    /** No budget was found for the award. */
    static final RefusalCode BUDGET_INSUFFICIENT = new RefusalCode("ERR_BUDGET_INSUFFICIENT");
    /** The lead office ended the case. */
    static final RefusalCode BROKEN_OFF = new RefusalCode("ERR_CASE_TERMINATED");

    private Refusals() {}
}
