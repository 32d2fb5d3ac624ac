package cn.bioapproval.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The data of a document as JSON. What no PDF can show (control characters) is taken out of texts on the way in. */
final class DocumentData {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    private static final Pattern RADICAL = Pattern.compile("[\\u2E80-\\u2FD5]+");

    private DocumentData() {}

    static String write(Map<String, Object> data) {
        try {
            return MAPPER.writeValueAsString(shown(data));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A document's data must be JSON-able: " + data, e);
        }
    }

    static Map<String, Object> read(String json) {
        try {
            return MAPPER.readValue(json, DATA);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document's data is no JSON", e);
        }
    }

    private static Object shown(Object value) {
        if (value instanceof String text) {
            return shown(text);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(key.toString(), shown(each)));
            return copy;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(DocumentData::shown).toList();
        }
        return value;
    }

    /**
     * Only characters that XML 1.0 allows: no control characters but tab and line end, no halves of surrogate pairs.
     */
    private static String shown(String text) {
        return ordinary(text).codePoints()
                .filter(c -> c == '\t' || c == '\n'
                        || c >= 0x20 && c < 0x7F
                        || c >= 0xA0 && c <= 0xD7FF
                        || c >= 0xE000 && c <= 0xFFFD
                        || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * Texts copied from PDFs often carry radicals (⼀ U+2F00) in place of characters (一); the typeface has only
     * the latter.
     */
    private static String ordinary(String text) {
        return RADICAL.matcher(text).replaceAll(found -> Normalizer.normalize(found.group(), Normalizer.Form.NFKC));
    }
}
