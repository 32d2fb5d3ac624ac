package cn.bioapproval.engine.web;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.engine.StartForms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Pattern START_FORM = Pattern.compile("/process-definition/([^/]+)/deployed-start-form");
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Desk desk;
    private final StartForms startForms;
    private final IdentityService identity;

    DeskEndpoints(Desk desk, StartForms startForms, IdentityService identity) {
        this.desk = desk;
        this.startForms = startForms;
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
            requireReach(request, path);
            requireReadable(request);
            Matcher startForm = START_FORM.matcher(path);
            return "GET".equals(request.getMethod())
                    && startForm.matches()
                    && ofToday(response, startForm.group(1));
        });
    }

    private boolean ofToday(HttpServletResponse response, String processDefinitionId) throws IOException {
        Optional<String> form = startForms.withItemsOfToday(processDefinitionId);
        if (form.isPresent()) {
            Answers.json(response, 200, JSON.readTree(form.get()));
        }
        return form.isPresent();
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

    private void requireReach(HttpServletRequest request, String path) {
        Authentication person = identity.getCurrentAuthentication();
        String user = person == null ? null : person.getUserId();
        boolean reached = isAdministrator()
                || Reach.engine(request.getMethod(), path, request.getQueryString(), user)
                || Reach.groups(path) && user != null && user.equals(member(request));
        if (!reached) {
            throw notPermitted();
        }
    }

    /** Whose groups are asked for. */
    private static @Nullable String member(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET" -> request.getParameter("member");
            case "POST" -> body(request).path("member").textValue();
            default -> null;
        };
    }

    /** What goes on to the engine is JSON with one meaning; deployments by an administrator are not JSON. */
    private static void requireReadable(HttpServletRequest request) {
        if (request instanceof BoundedRequest bounded) {
            StrictJson.any(bounded.body());
        }
    }

    /** @throws Refusal if the current person is no administrator */
    void requireAdministrator() {
        if (!isAdministrator()) {
            throw notPermitted();
        }
    }

    boolean isAdministrator() {
        Authentication person = identity.getCurrentAuthentication();
        return person != null
                && person.getGroupIds() != null
                && person.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
    }

    private static Refusal notPermitted() {
        return Refusal.forbidden(RefusalCode.NOT_PERMITTED, "您没有此项操作的权限，如确有需要请联系系统管理员。");
    }

    private static void started(HttpServletResponse response, Desk.Opened opened) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", opened.processInstanceId());
        answer.put("businessKey", opened.caseNumber());
        answer.put("caseNumber", opened.caseNumber());
        answer.putAll(opened.told());
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
            throw StrictJson.unreadable();
        }
        Map<String, Object> form = new LinkedHashMap<>();
        variables.properties().forEach(field -> {
            if (!field.getValue().isObject()) {
                throw StrictJson.unreadable();
            }
            form.put(field.getKey(), StrictJson.plain(field.getValue().path("value")));
        });
        return form;
    }

    private static JsonNode body(HttpServletRequest request) {
        if (!(request instanceof BoundedRequest bounded)) {
            throw StrictJson.unreadable();
        }
        return StrictJson.object(bounded.body());
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
