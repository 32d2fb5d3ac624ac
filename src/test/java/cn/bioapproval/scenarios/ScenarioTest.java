package cn.bioapproval.scenarios;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cn.bioapproval.scenarios.ScenarioFile.Entry;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/**
 * Every scenario of src/test/scenarios as a test of its own; {@code -Dscenarios=DIR} plays those of another folder (or one
 * file). The format is in src/test/scenarios/README.md.
 */
@SpringBootTest
@ActiveProfiles("test")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioTest {

    private static final String FOLDER = "scenarios";

    @Autowired
    AutowireCapableBeanFactory beans;

    @TestFactory
    Stream<DynamicTest> scenarios() {
        String folder = System.getProperty(FOLDER, "");
        Path place = folder.isBlank() ? ScenarioFile.HOME : Path.of(folder);
        Office office = office(beans);
        ScenarioRunner runner = new ScenarioRunner(office);
        new Words(office).write();
        Stream<DynamicTest> stories =
                ScenarioFile.entriesIn(place).stream().map(entry -> dynamicTest(entry.title(), () -> play(runner, entry)));
        return folder.isBlank()
                ? Stream.concat(stories, Stream.of(dynamicTest("流程图每个节点和连线都走过", () -> new Coverage(office).report())))
                : stories;
    }

    static Office office(AutowireCapableBeanFactory beans) {
        return (Office) beans.autowire(Office.class, AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR, false);
    }

    private static void play(ScenarioRunner runner, Entry entry) {
        if (entry.failure() != null) {
            throw entry.failure();
        }
        if (entry.scenario() != null) {
            runner.play(entry.scenario());
        }
    }
}
