package cn.bioapproval.scenarios;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cn.bioapproval.scenarios.ScenarioFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.util.FileSystemUtils;

/**
 * Every scenario of src/test/scenarios as a test of its own; {@code -Dscenarios=DIR} plays those of another folder (or
 * one file). The format is in src/test/scenarios/README.md.
 */
@SpringBootTest
@ActiveProfiles("test")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioTest {

    private static final String FOLDER = "scenarios";
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\R(scenario:.*?)```", Pattern.DOTALL);

    @Autowired
    AutowireCapableBeanFactory beans;

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        String folder = System.getProperty(FOLDER, "");
        Path place = folder.isBlank() ? ScenarioFile.HOME : Path.of(folder);
        Office office = office(beans);
        ScenarioRunner runner = new ScenarioRunner(office);
        new Words(office).write();
        List<Entry> entries = new ArrayList<>(ScenarioFile.entriesIn(place));
        if (folder.isBlank()) {
            entries.addAll(ScenarioFile.entriesIn(examplesOfReadme()));
        }
        Stream<DynamicTest> stories =
                entries.stream().map(entry -> dynamicTest(entry.title(), () -> play(runner, entry)));
        return folder.isBlank()
                ? Stream.concat(stories, Stream.of(dynamicTest("流程图每个节点和连线都走过", () -> new Coverage(office).report())))
                : stories;
    }

    /** What the README shows must be true: its whole scenarios, one file each. */
    private static Path examplesOfReadme() throws IOException {
        Path folder = Path.of("target", "scenarios-of-readme");
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        Matcher example = EXAMPLE.matcher(Files.readString(ScenarioFile.HOME.resolve("README.md")));
        for (int number = 1; example.find(); number++) {
            Files.writeString(folder.resolve("example-" + number + ".yaml"), example.group(1));
        }
        return folder;
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
