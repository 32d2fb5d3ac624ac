package cn.bioapproval.engine;

import cn.bioapproval.cases.CaseId;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/** The variables that the engine room itself sets when a start form opens a case. */
public final class CaseVariables {

    /** Id of the case that the process instance carries. */
    public static final Variable<Long> CASE_ID = Variable.ofLong("caseId");

    /** Code of the service item; routing of steps to groups asks for it. */
    public static final Variable<String> ITEM = Variable.ofString("item");

    private CaseVariables() {}

    /** The case that this scope belongs to. */
    public static CaseId caseId(VariableScope scope) {
        return CaseId.of(CASE_ID.get(instanceOf(scope)));
    }

    static Optional<CaseId> findCaseId(VariableScope scope) {
        return CASE_ID.find(instanceOf(scope)).map(CaseId::of);
    }

    /** The engine looks variables up scope by scope, each with a query; these stand at the top. */
    private static VariableScope instanceOf(VariableScope scope) {
        if (scope instanceof TaskEntity task && task.getProcessInstance() != null) {
            return task.getProcessInstance();
        }
        return scope instanceof ExecutionEntity execution ? execution.getProcessInstance() : scope;
    }
}
