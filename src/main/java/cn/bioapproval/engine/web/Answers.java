package cn.bioapproval.engine.web;

import cn.bioapproval.cases.Refusal;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers over HTTP: JSON as the engine's REST interface gives it, refusals with code, Chinese message and fields. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static void json(HttpServletResponse response, int status, Object body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        byte[] content = JSON.writeValueAsBytes(body);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    static void refuse(HttpServletResponse response, int status, String code, String message) throws IOException {
        json(response, status, body(code, message, Map.of()));
    }

    /** The whole refusal; the message says what is wrong with each field, because Tasklist shows the message only. */
    static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        StringBuilder message = new StringBuilder(refusal.getMessage());
        refusal.fields().values().stream()
                .filter(field -> message.indexOf(field) < 0)
                .forEach(field -> message.append('\n').append(field));
        json(response, status(refusal.kind()), body(refusal.code().value(), message.toString(), refusal.fields()));
    }

    private static int status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
        };
    }

    private static Map<String, Object> body(String code, String message, Map<String, String> fields) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "Refusal");
        body.put("code", code);
        body.put("message", message);
        if (!fields.isEmpty()) {
            body.put("fields", fields);
        }
        return body;
    }
}
