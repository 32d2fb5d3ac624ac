package cn.bioapproval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The glossary explains every refusal code that the application can answer with, and no other. */
class GlossaryTest {

    @Test
    void everyRefusalCodeIsExplained() throws IOException {
        Set<String> explained = codes(Files.readString(Path.of("src/docs/glossary.md")), "`(ERR_[A-Z0-9_]+)`");

        Set<String> used = new TreeSet<>(usedIn("src/main/java", ".java"));
        used.addAll(usedIn("bpmn", ".dmn"));

        assertThat(explained).containsExactlyInAnyOrderElementsOf(used);
    }

    private static Set<String> usedIn(String folder, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .flatMap(file -> codes(text(file), "\"(ERR_[A-Z0-9_]+)\"").stream())
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> codes(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
