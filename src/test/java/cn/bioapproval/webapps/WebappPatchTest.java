package cn.bioapproval.webapps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build changes in the scripts and pages of the Camunda web applications. */
class WebappPatchTest {

    private static final String WEBAPPS = "META-INF/resources/webjars/camunda/";

    private static final String LIBRARIES = WEBAPPS + "lib/deps.js";

    private static final String TASKLIST = WEBAPPS + "app/tasklist/camunda-tasklist-bootstrap.js";

    private static final List<String> ENGLISH_OF_FORMS = List.of("Field is required.", "Field must have m",
            "Field must match", "Field must be a valid", "Value is not a number.", "Value is expected to",
            "Please select a valid value", "Date and time must both", "\"No results\"", "All values selected",
            "placeholder:\"Search\",", "_||\"Select\"", "Nothing to show.", "\" of \",x.length", "\"Add new\"",
            "Expand all (", "Remove list item", "Click to sort by", "weekAbbreviation:\"Wk\"",
            "shorthand:[\"Jan\"");

    @Test
    void aFormSpeaksNoEnglish() throws IOException {
        String ours = ours(LIBRARIES);
        String shipped = shipped(LIBRARIES);
        assertThat(ENGLISH_OF_FORMS).noneMatch(ours::contains).allMatch(shipped::contains);
        assertThat(List.of("此项为必填项。", "请选择", "添加一行")).allMatch(ours::contains);
    }

    @Test
    void aDateInAFormIsWrittenYearFirstWhateverTheBrowsersLanguage() throws IOException {
        assertThat(ours(LIBRARIES).contains("return\"yyyy-MM-dd\";return new Intl.DateTimeFormat(e).formatToParts("))
                .isTrue();
    }

    @Test
    void aValidRowOfADynamicListDoesNotKeepATaskFromBeingCompleted() throws IOException {
        String ours = ours(TASKLIST);
        assertThat(ours.contains("var t=hasFormErrors(e.errors);h.notifyFormValidated(t)")).isTrue();
        assertThat(ours.contains("Object.keys(e.errors).length")).isFalse();
    }

    @Test
    void whatIsTypedIntoATaskIsKeptOnTheServerAndNotInTheBrowser() throws IOException {
        String ours = ours(TASKLIST);
        assertThat(ours.contains("localStorage.setItem(\"camunda-form:")).isFalse();
        assertThat(ours.contains("localStorage.getItem(\"camunda-form:")).isFalse();
        assertThat(List.of(
                        "bioDrafts.open(draftPlace(),",
                        "bioDrafts.changed(draftPlace(),",
                        "bioDrafts.keep(draftPlace(),",
                        "bioDrafts.started()"))
                .allMatch(ours::contains);
    }

    @Test
    void aSubstituteFillsInTheFormOfATaskThatIsInTheNameOfAnother() throws IOException {
        assertThat(ours(TASKLIST).contains("window.bioSubstitutes(e.$root.authentication.name,t.id,")).isTrue();
    }

    @Test
    void theListBeginsWithWhatIsDueFirstAndACompletedTaskIsTold() throws IOException {
        assertThat(ours(TASKLIST).contains("sortOrder||\"asc\",r[0].sortBy=r[0].sortBy||\"dueDate\"")).isTrue();
        assertThat(ours(TASKLIST).contains("new CustomEvent(\"bio-task-completed\"")).isTrue();
        assertThat(ours("META-INF/resources/plugin/tasklist/app/plugin.js").contains("{order:\"asc\",by:\"dueDate\"}"))
                .isTrue();
    }

    @Test
    void thePagesLoadScriptsUnderACacheBusterOfOurOwn() throws IOException {
        for (String app : List.of("tasklist", "cockpit", "admin", "welcome")) {
            String page = ours(WEBAPPS + "app/" + app + "/index.html");
            Matcher buster = Pattern.compile("\\?bust=([^\"]+)\"").matcher(page);
            assertThat(buster.results().map(match -> match.group(1)).distinct()).singleElement().asString()
                    .matches("[0-9.]+-[0-9a-f]{12}");
            assertThat(page).as("sent as ISO-8859-1").matches("\\p{ASCII}*").contains("lang=\"zh-CN\"");
        }
    }

    @Test
    void theBuildBreaksWhereATextIsNoLongerFound(@TempDir Path folder) throws IOException, InterruptedException {
        Path script = Path.of("src/main/web/camunda/patch-webapps.mjs");
        Path webjar = folder.resolve("webjar");
        Files.createDirectories(webjar.resolve(LIBRARIES).getParent());
        Files.writeString(webjar.resolve(LIBRARIES),
                shipped(LIBRARIES).replace("Field is required.", "This field is required."));
        Process node = new ProcessBuilder("node", script.toString(), webjar.toString(), folder.resolve("out").toString())
                .redirectErrorStream(true).start();
        String said = new String(node.getInputStream().readAllBytes(), UTF_8);
        assertThat(node.waitFor()).isNotZero();
        assertThat(said).contains("expected 1, found 0", "Field is required.");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** What the application serves: the first on the classpath. */
    private static String ours(String path) throws IOException {
        return read(Objects.requireNonNull(WebappPatchTest.class.getClassLoader().getResource(path), path));
    }

    private static String shipped(String path) throws IOException {
        List<URL> all = Collections.list(WebappPatchTest.class.getClassLoader().getResources(path));
        assertThat(all).as("ours and the shipped " + path).hasSize(2);
        return read(all.get(1));
    }

    private static String read(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
