package cn.bioapproval.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Titles of the documents that the office can issue, by template. */
final class DocumentTitles {

    private static final Map<String, String> BY_TEMPLATE = read();

    private DocumentTitles() {}

    static Map<String, String> byTemplate() {
        return BY_TEMPLATE;
    }

    /** Refuses a title that no document has: expecting its absence would always hold. */
    static void require(Piece wanted) {
        String text = wanted.text();
        if (!BY_TEMPLATE.containsKey(text) && !BY_TEMPLATE.containsValue(text)) {
            List<String> known =
                    Stream.concat(BY_TEMPLATE.values().stream(), BY_TEMPLATE.keySet().stream()).toList();
            throw wanted.wrong("没有叫“%s”的文书。%s文书有：%s。".formatted(
                    text, Nearest.hint(text, known), String.join("、", BY_TEMPLATE.values())));
        }
    }

    private static Map<String, String> read() {
        Map<String, String> titles = new LinkedHashMap<>();
        var resolver = new PathMatchingResourcePatternResolver();
        try {
            for (Resource resource : resolver.getResources("classpath*:documents/*.yaml")) {
                try (InputStream content = resource.getInputStream()) {
                    JsonNode template = new YAMLMapper().readTree(content);
                    String name = String.valueOf(resource.getFilename()).replace(".yaml", "");
                    titles.put(name, template.path("title").asText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return titles;
    }
}
