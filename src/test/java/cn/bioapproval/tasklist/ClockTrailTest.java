package cn.bioapproval.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import cn.bioapproval.audit.AuditRecord;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.engine.SignedIn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockTrailTest {

    private static final Instant MORNING = Instant.parse("2026-09-21T01:00:00Z");

    private final List<AuditRecord> entries = new ArrayList<>();

    @Test
    void fiveExpertsAtATimeStopAndResumeOnce() {
        started();
        for (int expert = 0; expert < 5; expert++) {
            stopped("专家评审", 1);
        }
        for (int expert = 0; expert < 5; expert++) {
            resumed("专家评审", 2 + expert, expert < 4);
        }

        assertThat(told()).containsExactly(
                "办理时限开始计算：40个工作日，到2026年11月23日止。", "停止计时：专家评审（依据：第四十五条）。", "专家评审结束，恢复计时。");
    }

    @Test
    void aStepThatTakesOverTheStopOfTheOneBeforeSaysNothing() {
        started();
        stopped("专家评审", 1);
        resumed("专家评审", 3, false);
        stopped("专家评审", 3);
        resumed("专家评审", 5, false);

        assertThat(told().subList(1, 3)).containsExactly("停止计时：专家评审（依据：第四十五条）。", "专家评审结束，恢复计时。");
        assertThat(told()).hasSize(3);
    }

    @Test
    void whatElseKeepsTheClockStandingIsNamed() {
        started();
        stopped("专家评审", 1);
        stopped("中止办理", 2);
        resumed("专家评审", 3, true);
        resumed("中止办理", 4, false);

        assertThat(told()).contains("停止计时：中止办理（依据：第四十五条）。", "专家评审结束，因中止办理仍停止计时。", "中止办理结束，恢复计时。");
    }

    @Test
    void aLaterStopForTheSameReasonIsToldAgain() {
        started();
        stopped("补正", 1);
        resumed("补正", 2, false);
        stopped("补正", 3);

        assertThat(told()).hasSize(4);
    }

    @Test
    void beforeTheClockStartsAStopIsToldAsNotCountedAndItsEndIsNot() {
        stopped("补正", 1);
        resumed("补正", 2, false);

        assertThat(told()).containsExactly("补正期间不计入办理时限（时限尚未起算；依据：第四十五条）。");
    }

    private void started() {
        add("clock.started", 0, Map.of("limitDays", 40, "deadline", "2026-11-23"));
    }

    private void stopped(String reason, int minute) {
        add("clock.stopped", minute, Map.of("reasonLabel", reason, "legalBasis", "第四十五条"));
    }

    private void resumed(String reason, int minute, boolean stillStopped) {
        add("clock.resumed", minute, Map.of("reasonLabel", reason, "stillStopped", stillStopped));
    }

    private void add(String type, int minute, Map<String, Object> facts) {
        Instant at = MORNING.plusSeconds(60L * minute);
        entries.add(new AuditRecord(CaseId.of(1), entries.size() + 1, type, at, at, "chenmin", null, facts));
    }

    private List<String> told() {
        return ClockTrail.of(entries, new Names(mock(SignedIn.class))).stream()
                .map(ClockTrail.Said::text)
                .toList();
    }
}
