package cn.bioapproval.scenarios;

import cn.bioapproval.scenarios.Scenario.ClockTable;
import cn.bioapproval.scenarios.Scenario.DecisionTable;
import cn.bioapproval.scenarios.Scenario.Story;
import java.time.Duration;

/** Plays scenarios in the real application, one after the other, and leaves nothing behind that the next one meets. */
final class ScenarioRunner {

    private final Office office;

    ScenarioRunner(Office office) {
        this.office = office;
    }

    /**
     * Plays one scenario.
     *
     * @throws ScenarioFailure saying in Chinese what is not as the scenario has it
     */
    void play(Scenario scenario) {
        office.recorder().begin();
        try {
            if (scenario.body() instanceof Story story) {
                CreditCodes codes = new CreditCodes();
                GivenCertificates certificates = new GivenCertificates(office, codes);
                try (var prepared = new Preparation(office, story, codes, certificates)) {
                    new StoryPlay(office, scenario, story, codes, certificates).play();
                }
            } else if (scenario.body() instanceof ClockTable table) {
                new ClockPlay(office, scenario, table).play();
            } else if (scenario.body() instanceof DecisionTable table) {
                new DecisionPlay(office, scenario, table).play();
            }
        } catch (RuntimeException e) {
            throw new ScenarioFailure(
                    "场景没有通过：%s\n文件：%s\n  ✗ 准备或者演练时出错：%s\n（技术原因附在后面，请转给开发人员。）"
                            .formatted(scenario.title(), scenario.at().place(), e.getMessage()),
                    e);
        } finally {
            office.recorder().end();
            office.engine().getIdentityService().clearAuthentication();
            office.clock().turnBy(Duration.ZERO);
        }
    }
}
