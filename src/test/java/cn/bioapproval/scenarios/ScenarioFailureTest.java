package cn.bioapproval.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import cn.bioapproval.scenarios.ScenarioFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/**
 * A scenario that expects something false fails, and says so in words that a process owner understands: each file of
 * src/test/resources/scenarios-that-fail begins with what its message must contain.
 */
@SpringBootTest
@ActiveProfiles("test")
class ScenarioFailureTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "scenarios-that-fail");
    private static final String MUST_SAY = "# 应当报告：";

    @Autowired
    AutowireCapableBeanFactory beans;

    @TestFactory
    Stream<DynamicTest> everyFalseExpectationIsReported() throws IOException {
        ScenarioRunner runner = new ScenarioRunner(ScenarioTest.office(beans));
        List<Path> files;
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.sorted().toList();
        }
        return files.stream().map(file -> dynamicTest(file.getFileName().toString(), () -> fails(runner, file)));
    }

    private static void fails(ScenarioRunner runner, Path file) throws IOException {
        List<String> mustSay = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(MUST_SAY))
                .map(line -> line.substring(MUST_SAY.length()))
                .toList();
        Entry entry = ScenarioFile.entriesOf(file).get(0);

        ScenarioFailure failure = entry.failure() != null
                ? entry.failure()
                : catchThrowableOfType(ScenarioFailure.class, () -> runner.play(entry.scenario()));

        assertThat(mustSay).isNotEmpty();
        assertThat(failure).as("the scenario must fail").isNotNull();
        assertThat(failure.getMessage()).contains(mustSay);
        assertThat(failure.getStackTrace()).isEmpty();
    }

    @Test
    void folderWithoutScenariosIsNoSuccess() {
        assertThatThrownBy(() -> ScenarioFile.entriesIn(Path.of("src", "main", "java")))
                .isInstanceOf(ScenarioFailure.class)
                .hasMessageContaining("没有场景文件");
        assertThatThrownBy(() -> ScenarioFile.entriesIn(Path.of("nowhere")))
                .isInstanceOf(ScenarioFailure.class)
                .hasMessageContaining("没有这个文件夹");
    }
}
