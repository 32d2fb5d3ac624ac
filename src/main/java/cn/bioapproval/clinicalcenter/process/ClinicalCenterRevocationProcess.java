package cn.bioapproval.clinicalcenter.process;

import cn.bioapproval.engine.Variable;

/** What the model {@code clinical-center-revocation} and this room have agreed on. */
public final class ClinicalCenterRevocationProcess {

    public static final String KEY = "clinical-center-revocation";

    private ClinicalCenterRevocationProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String REPORT = "startEvent_Report";
        public static final String VERIFY = "userTask_VerifyReport";
        public static final String DECIDE = "userTask_DecideRevocation";
        public static final String RECORD_RECOVERY = "userTask_RecordRecovery";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<String> REPORT_FINDING = Variable.ofString("reportFinding");
        public static final Variable<String> REVOCATION_DECISION = Variable.ofString("revocationDecision");
        public static final Variable<String> RECOVERY_OUTCOME = Variable.ofString("recoveryOutcome");
        public static final Variable<Boolean> RECOVERY_DUE = Variable.ofBoolean("recoveryDue");

        private Variables() {}
    }
}
