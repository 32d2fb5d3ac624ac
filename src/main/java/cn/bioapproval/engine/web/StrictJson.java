package cn.bioapproval.engine.web;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON from outside: one meaning only, bounded depth and numbers, and no text that the database cannot keep. */
final class StrictJson {

    private static final int DEPTH = 20;
    private static final int DIGITS = 100;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(DIGITS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    /**
     * The JSON object in the body; an empty one if there is no body.
     *
     * @throws Refusal {@code ERR_REQUEST_INVALID} if the body is anything else
     */
    static JsonNode object(byte[] body) {
        JsonNode read = any(body);
        if (!read.isObject()) {
            throw unreadable();
        }
        return read;
    }

    /** Like {@link #object}, for any kind of JSON value. */
    static JsonNode any(byte[] body) {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        JsonNode read;
        try {
            read = JSON.readTree(body);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable();
        }
        if (!isKeepable(read)) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "提交的内容含有无法保存的字符，请删去后重新提交。");
        }
        return read;
    }

    /** As maps, lists, texts, numbers and booleans. */
    static @Nullable Object plain(JsonNode node) {
        return JSON.convertValue(node, Object.class);
    }

    static Refusal unreadable() {
        return Refusal.invalid(RefusalCode.REQUEST_INVALID, "提交的内容格式有误，无法读取，请刷新页面后重新填写。");
    }

    private static boolean isKeepable(JsonNode node) {
        if (node.isTextual()) {
            return isKeepable(node.textValue());
        }
        for (var field : node.properties()) {
            if (!isKeepable(field.getKey()) || !isKeepable(field.getValue())) {
                return false;
            }
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (!isKeepable(element)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** PostgreSQL keeps no NUL, and UTF-8 no half of a surrogate pair. */
    private static boolean isKeepable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isHighSurrogate(letter)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (letter == 0 || Character.isSurrogate(letter)) {
                return false;
            }
        }
        return true;
    }
}
