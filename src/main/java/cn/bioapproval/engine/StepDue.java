package cn.bioapproval.engine;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.clock.StatutoryClock;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.stereotype.Component;

/**
 * For timers in models: {@code ${stepDue.of(execution,'userTask_X')}} is the end of that step's limit, as its element
 * properties and the case's clock have it. While the clock stops the timer waits; it is moved when the clock moves.
 */
@Component("stepDue")
public class StepDue {

    /** Where a timer waits while the clock of its case stops. */
    static final Date PAUSED = Date.from(Instant.parse("2999-12-31T00:00:00Z"));

    private final StatutoryClock clocks;
    private final Clock clock;

    StepDue(StatutoryClock clocks, Clock clock) {
        this.clocks = clocks;
        this.clock = clock;
    }

    /** The moment (23:59:59 Asia/Shanghai of the last day) at which the limit of the step that begins now ends. */
    public Date of(DelegateExecution execution, String elementId) {
        var process = ((ExecutionEntity) execution).getProcessDefinition();
        Map<String, String> properties = StepProperties.of(process, elementId);
        if (!properties.containsKey("clock.limit")) {
            throw new IllegalArgumentException("Step '" + elementId + "' has a timer but no clock.limit");
        }
        return clocks.dueAt(CaseVariables.caseId(execution), properties, clock.instant())
                .map(Date::from)
                .orElse(PAUSED);
    }

    /** The last day (Asia/Shanghai) of the limit of the step that begins now, for notices that name it. */
    public LocalDate lastDay(DelegateExecution execution, String elementId) {
        return LocalDate.ofInstant(of(execution, elementId).toInstant(), OfficeClock.ZONE);
    }
}
