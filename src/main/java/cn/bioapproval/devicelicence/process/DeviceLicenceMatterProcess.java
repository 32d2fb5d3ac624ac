package cn.bioapproval.devicelicence.process;

import cn.bioapproval.engine.Variable;

/** What the model {@code device-licence-matter} and this room have agreed on. */
public final class DeviceLicenceMatterProcess {

    public static final String KEY = "device-licence-matter";

    private DeviceLicenceMatterProcess() {}

    /** Where people hand in forms. */
    public static final class Elements {
        public static final String APPLY = "startEvent_Apply";
        public static final String EXAMINE = "userTask_ExamineMatter";
        public static final String RECEIVE_SUPPLEMENT = "userTask_ReceiveSupplement";
        public static final String ASSESS = "userTask_AssessMatter";
        public static final String INSPECT = "userTask_InspectSite";
        public static final String DECIDE = "userTask_DecideMatter";
        public static final String DELIVER = "userTask_DeliverDecision";

        private Elements() {}
    }

    /** What the flow turns on. */
    public static final class Variables {
        public static final Variable<String> EXAMINATION_OUTCOME = Variable.ofString("examinationOutcome");
        public static final Variable<String> ASSESSMENT_OUTCOME = Variable.ofString("assessmentOutcome");
        public static final Variable<String> DECISION = Variable.ofString("decision");

        private Variables() {}
    }
}
