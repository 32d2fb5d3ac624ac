package cn.bioapproval.webapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Chinese of the Camunda web applications against the English that the engine on the classpath ships. */
class WebappLocalesTest {

    private static final String APPS = "META-INF/resources/webjars/camunda/app/";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}|\\{}|</?(?:a|br|strong)\\b[^>]*>|&\\w+;");

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    /** Texts that are the same in Chinese. */
    private static final Set<String> SAME_IN_CHINESE =
            Set.of("ID", "ID*", "JSON", "CSV", "<", "<=", ">", ">=", "YYYY-MM-DDTHH:mm:ss");

    /** The plural "s" and the end of a sentence, which Chinese has none of or writes as punctuation. */
    private static final Set<String> WITHOUT_WORDS = Set.of("PLGN_BATCH_S", "PLGN_MIG_S", "PLGN_MOD_DIALOG_S",
            "PLGN_MOD_RESTART_DIALOG_S", "REPOSITORY_DEPLOYMENTS_DELETE_FLAG");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void everyEnglishLabelHasItsChineseAndNoneIsLeftOver(String app) throws IOException {
        assertThat(labels(app, "zh")).containsOnlyKeys(labels(app, "en").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void placeholdersAndMarkupSurviveTheTranslation(String app) throws IOException {
        Map<String, String> chinese = labels(app, "zh");
        List<String> broken = new ArrayList<>();
        labels(app, "en").forEach((key, english) -> {
            if (!placeholders(english).equals(placeholders(chinese.get(key)))) {
                broken.add(key + ": " + english + " -> " + chinese.get(key));
            }
        });
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void noLabelIsLeftInEnglish(String app) throws IOException {
        Map<String, String> english = labels(app, "en");
        List<String> untranslated = labels(app, "zh").entrySet().stream()
                .filter(label -> !WITHOUT_WORDS.contains(label.getKey()))
                .filter(label -> !(SAME_IN_CHINESE.contains(label.getValue())
                        && label.getValue().equals(english.get(label.getKey()))))
                .filter(label -> !CHINESE.matcher(label.getValue()).find())
                .map(Object::toString)
                .toList();
        assertThat(untranslated).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin"})
    void datesAreWrittenYearFirst(String app) throws IOException {
        JsonNode english = locale(app, "en").get("dateLocales");
        JsonNode chinese = locale(app, "zh").get("dateLocales");
        assertThat(chinese.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(english::fieldNames);
        assertThat(chinese.at("/longDateFormat/LLL").asText()).isEqualTo("YYYY年M月D日 HH:mm");
        assertThat(chinese.at("/longDateFormat/L").asText()).isEqualTo("YYYY-MM-DD");
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    private static Map<String, String> labels(String app, String language) throws IOException {
        return new ObjectMapper().convertValue(locale(app, language).get("labels"), new TypeReference<>() { });
    }

    private static JsonNode locale(String app, String language) throws IOException {
        String path = APPS + app + "/locales/" + language + ".json";
        try (InputStream in = WebappLocalesTest.class.getClassLoader().getResourceAsStream(path)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, path));
        }
    }
}
