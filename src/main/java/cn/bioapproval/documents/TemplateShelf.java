package cn.bioapproval.documents;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * All templates of this release, and, in the database, the source of every template a document was ever issued with.
 */
@Component
class TemplateShelf {

    private static final String PLACE_OF_TEXT = "<!-- text -->";
    private static final Pattern INCLUDE = Pattern.compile("<!-- include ([a-z-]+\\.html) -->");

    private final Map<String, Template> templates = load();
    private final JdbcTemplate jdbc;

    TemplateShelf(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        templates.values().forEach(template -> jdbc.update(
                "insert into documents_template (version, name, source) values (?, ?, ?) on conflict do nothing",
                template.version(), template.name(), template.source()));
    }

    /** What stands for a number in the description of a template that has no series of its own. */
    private static final String GIVEN_NUMBER = "given";

    private static final String PLACE_OF_OFFICE = "<!-- office -->";
    private static final String USUAL_OFFICE = "厦门市科学技术局";
    private static final String USUAL_APPEAL = "厦门市人民政府";
    private static final String PLACE_OF_APPEAL = "<!-- appeal to -->";

    /**
     * @param office   who issues it, as the letterhead and the seal name it
     * @param appealTo who hears an appeal (行政复议机关) against it
     */
    private record Description(
            @Nullable String title,
            @Nullable String number,
            @Nullable String office,
            @Nullable String appealTo,
            @Nullable String layout,
            @Nullable Map<String, Object> keys) {}

    /** The templates on the classpath, by name. */
    static Map<String, Template> load() {
        try {
            Map<String, Template> templates = new TreeMap<>();
            var yaml = new ObjectMapper(new YAMLFactory());
            var resources = new PathMatchingResourcePatternResolver();
            for (Resource file : resources.getResources("classpath*:documents/*.yaml")) {
                String name = Objects.requireNonNull(file.getFilename()).replace(".yaml", "");
                Description description = yaml.readValue(text(file), Description.class);
                if (description.title() == null || description.number() == null || description.keys() == null) {
                    throw new IllegalStateException("documents/%s.yaml needs title, number and keys".formatted(name));
                }
                String layout = text(resources.getResource("classpath:documents/"
                        + (description.layout() == null ? "layout.html" : "shared/" + description.layout())));
                String body = text(resources.getResource("classpath:documents/" + name + ".html"));
                String source = included(layout.replace(PLACE_OF_TEXT, body), resources)
                        .replace(PLACE_OF_OFFICE, Objects.requireNonNullElse(description.office(), USUAL_OFFICE))
                        .replace(PLACE_OF_APPEAL, Objects.requireNonNullElse(description.appealTo(), USUAL_APPEAL));
                templates.put(name, new Template(
                        name,
                        description.title(),
                        description.number().equals(GIVEN_NUMBER) ? null : new NumberPattern(description.number()),
                        description.keys(),
                        source,
                        version(name, source)));
            }
            return templates;
        } catch (IOException e) {
            throw new UncheckedIOException("The document templates cannot be read", e);
        }
    }

    private static String included(String source, ResourcePatternResolver resources) {
        return INCLUDE.matcher(source).replaceAll(found -> {
            try {
                String part = text(resources.getResource("classpath:documents/shared/" + found.group(1)));
                return Matcher.quoteReplacement(included(part, resources));
            } catch (IOException e) {
                throw new UncheckedIOException("documents/shared/" + found.group(1) + " cannot be read", e);
            }
        });
    }

    private static String text(Resource file) throws IOException {
        return file.getContentAsString(StandardCharsets.UTF_8);
    }

    private static String version(String name, String source) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((name + "\n" + source).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    Template get(String name) {
        Template template = templates.get(name);
        if (template == null) {
            throw new IllegalArgumentException(
                    "No document template '%s'; there are %s".formatted(name, templates.keySet()));
        }
        return template;
    }

    /** The source as it was when a document was issued with it. */
    String sourceOf(String version) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select source from documents_template where version = ?", String.class, version));
    }
}
