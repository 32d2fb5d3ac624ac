package cn.bioapproval.engine.web;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.Desk;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The endpoints of the engine's REST interface that this application answers itself, and who may use the others. */
@Component
class DeskEndpoints {

    private static final Pattern TASK = Pattern.compile(
            "/task/([^/]+)/(claim|unclaim|submit-form|claim-and-submit-form|form-variables|complete)");
    private static final Pattern START_BY_ID = Pattern.compile("/process-definition/([^/]+)/(submit-form|start)");
    private static final Pattern START_BY_KEY = Pattern.compile("/process-definition/key/([^/]+)/(submit-form|start)");
    private static final List<Pattern> OPEN_WRITES = List.of(
            Pattern.compile("/task(/count)?"),
            Pattern.compile("/filter/[^/]+/(list|count|singleResult)"),
            Pattern.compile("/process-definition/count"),
            Pattern.compile("/identity/verify"),
            Pattern.compile("/identity/password-policy"));
    private static final Pattern OWN_CREDENTIALS = Pattern.compile("/user/([^/]+)/(credentials|profile)");
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Desk desk;
    private final IdentityService identity;

    DeskEndpoints(Desk desk, IdentityService identity) {
        this.desk = desk;
        this.identity = identity;
    }

    /** Answers the request, or says {@code false} to let the engine answer it. */
    boolean answer(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        return Failures.asRefusals(() -> {
            Matcher task = TASK.matcher(path);
            if (task.matches()) {
                return onTask(request, response, task.group(1), task.group(2));
            }
            Matcher byKey = START_BY_KEY.matcher(path);
            if (isPost(request) && byKey.matches()) {
                requireForm(byKey.group(2));
                started(response, desk.start(byKey.group(1), form(request)));
                return true;
            }
            Matcher byId = START_BY_ID.matcher(path);
            if (isPost(request) && byId.matches()) {
                requireForm(byId.group(2));
                started(response, desk.startById(byId.group(1), form(request)));
                return true;
            }
            requireMayWrite(request, path);
            return false;
        });
    }

    private boolean onTask(HttpServletRequest request, HttpServletResponse response, String taskId, String verb)
            throws IOException {
        if ("form-variables".equals(verb)) {
            if (!READS.contains(request.getMethod())) {
                throw notAllowed();
            }
            Answers.json(response, 200, typed(desk.formData(taskId), request.getParameter("variableNames")));
            return true;
        }
        if (!isPost(request)) {
            throw notAllowed();
        }
        switch (verb) {
            case "claim" -> {
                requireSelf(request);
                desk.claim(taskId);
            }
            case "unclaim" -> desk.unclaim(taskId);
            case "submit-form" -> desk.submit(taskId, form(request));
            case "claim-and-submit-form" -> desk.claimAndSubmit(taskId, form(request));
            default -> requireForm(verb);
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }

    private void requireSelf(HttpServletRequest request) {
        JsonNode userId = body(request).path("userId");
        Authentication person = identity.getCurrentAuthentication();
        if (person == null || !userId.isTextual() || !userId.textValue().equals(person.getUserId())) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "只能以本人名义认领任务。");
        }
    }

    private static void requireForm(String verb) {
        if (!"submit-form".equals(verb)) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "请填写并提交表单：任务和流程只能通过表单办理。");
        }
    }

    private void requireMayWrite(HttpServletRequest request, String path) {
        if (READS.contains(request.getMethod()) || isAdministrator()) {
            return;
        }
        Matcher credentials = OWN_CREDENTIALS.matcher(path);
        Authentication person = identity.getCurrentAuthentication();
        boolean own = person != null && credentials.matches() && credentials.group(1).equals(person.getUserId());
        boolean open = isPost(request)
                && OPEN_WRITES.stream().anyMatch(pattern -> pattern.matcher(path).matches());
        if (!own && !open) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "您没有此项操作的权限，如确有需要请联系系统管理员。");
        }
    }

    private boolean isAdministrator() {
        Authentication person = identity.getCurrentAuthentication();
        return person != null
                && person.getGroupIds() != null
                && person.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
    }

    private static void started(HttpServletResponse response, Desk.Opened opened) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", opened.processInstanceId());
        answer.put("businessKey", opened.caseNumber());
        answer.put("caseNumber", opened.caseNumber());
        answer.put("links", List.of());
        Answers.json(response, 200, answer);
    }

    private static boolean isPost(HttpServletRequest request) {
        return "POST".equals(request.getMethod());
    }

    private static Refusal notAllowed() {
        return Refusal.invalid(RefusalCode.REQUEST_INVALID, "不支持这种请求方式。");
    }

    /** The submitted fields of {@code {"variables": {"key": {"value": …}}}}. */
    private static Map<String, Object> form(HttpServletRequest request) {
        JsonNode variables = body(request).path("variables");
        if (variables.isMissingNode() || variables.isNull()) {
            return Map.of();
        }
        if (!variables.isObject()) {
            throw unreadable();
        }
        Map<String, Object> form = new LinkedHashMap<>();
        variables.properties().forEach(field -> {
            if (!field.getValue().isObject()) {
                throw unreadable();
            }
            form.put(field.getKey(), JSON.convertValue(field.getValue().path("value"), Object.class));
        });
        return form;
    }

    private static JsonNode body(HttpServletRequest request) {
        byte[] bytes = request instanceof BoundedRequest bounded ? bounded.body() : new byte[0];
        if (bytes.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode body = JSON.readTree(bytes);
            if (!body.isObject()) {
                throw unreadable();
            }
            return body;
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private static Refusal unreadable() {
        return Refusal.invalid(RefusalCode.REQUEST_INVALID, "提交的内容格式有误，无法读取。");
    }

    /** Values as the engine's REST interface types them. */
    private static Map<String, Object> typed(Map<String, Object> data, @Nullable String names) throws IOException {
        Collection<String> wanted = names == null ? data.keySet() : Arrays.asList(names.split(","));
        Map<String, Object> typed = new LinkedHashMap<>();
        for (String name : wanted) {
            if (data.containsKey(name)) {
                typed.put(name, typed(data.get(name)));
            }
        }
        return typed;
    }

    private static Map<String, Object> typed(@Nullable Object value) throws IOException {
        Map<String, Object> typed = new LinkedHashMap<>();
        if (value instanceof Collection || value instanceof Map) {
            typed.put("type", "Json");
            typed.put("value", JSON.writeValueAsString(value));
        } else if (value instanceof LocalDate || value instanceof Enum) {
            typed.put("type", "String");
            typed.put("value", value.toString());
        } else {
            typed.put("type", value == null ? "Null" : value.getClass().getSimpleName());
            typed.put("value", value);
        }
        typed.put("valueInfo", Map.of());
        return typed;
    }
}
