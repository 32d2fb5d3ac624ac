package cn.bioapproval.tasklist;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.engine.DeployedModels;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers, in the dialect of the engine's REST interface, for the shared filter of finished work and for the tasks it
 * lists, which the engine no longer has. What is asked about anything else goes on.
 */
final class FinishedTasks extends OncePerRequestFilter {

    private static final Pattern ENGINE_PATH =
            Pattern.compile("(?:/engine-rest(?:/engine/[a-z]+)?|/camunda/api/engine/engine/[a-z]+)(/.*)");
    private static final Pattern FILTER = Pattern.compile("/filter/([0-9A-Za-z-]{1,64})/(list|count)");
    private static final Pattern TASK = Pattern.compile("/task/(done-[0-9a-f-]{1,80})(?:/([a-z-]+))?");
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final DateTimeFormatter ENGINE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(OfficeClock.ZONE);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm").withZone(OfficeClock.ZONE);
    private static final int PAGE = 15;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Stands where the assignee stands, who has finished: so Tasklist offers her neither completing nor giving back. */
    private static final String NOBODY = "本人已办结";

    private final FinishedWork work;
    private final DeployedModels models;

    FinishedTasks(FinishedWork work, DeployedModels models) {
        this.work = work;
        this.models = models;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Matcher engine = ENGINE_PATH.matcher(request.getRequestURI());
        if (!engine.matches() || !answer(request, response, engine.group(1))) {
            chain.doFilter(request, response);
        }
    }

    private boolean answer(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        try {
            Matcher filter = FILTER.matcher(path);
            if (filter.matches() && models.isFilterOfFinishedWork(filter.group(1))) {
                if ("count".equals(filter.group(2))) {
                    write(response, 200, Map.of("count", work.count()));
                } else {
                    list(request, response);
                }
                return true;
            }
            Matcher task = TASK.matcher(path);
            if (READS.contains(request.getMethod()) && task.matches()) {
                tell(request, response, find(task.group(1)), task.group(2));
                return true;
            }
            return false;
        } catch (Refusal refusal) {
            int status = refusal.kind() == Refusal.Kind.NOT_FOUND ? 404 : 403;
            write(response, status, Map.of(
                    "type", "Refusal", "code", refusal.code().value(), "message", String.valueOf(refusal.getMessage())));
            return true;
        }
    }

    private FinishedTask find(String id) {
        return FinishedTask.Id.of(id).flatMap(work::find).orElseThrow(FinishedTasks::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound(RefusalCode.TASK_NOT_FOUND, "没有这项已办任务，或者它不是您办理的。");
    }

    private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<FinishedTask> tasks =
                work.list(number(request, "firstResult", 0), number(request, "maxResults", PAGE));
        if (!wantsHal(request)) {
            write(response, 200, tasks.stream().map(this::plain).toList());
            return;
        }
        List<Object> shown = new ArrayList<>();
        for (FinishedTask task : tasks) {
            List<Object> process =
                    models.process(task.step().procedure()).map(FinishedTasks::hal).stream().collect(Collectors.toList());
            shown.add(hal(task, Map.of("processDefinition", process)));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("_links", Map.of("self", Map.of("href", "/task")));
        answer.put("_embedded", Map.of("task", shown));
        answer.put("count", work.count());
        write(response, 200, answer);
    }

    private void tell(
            HttpServletRequest request, HttpServletResponse response, FinishedTask task, @Nullable String what)
            throws IOException {
        switch (what == null ? "" : what) {
            case "" -> write(response, 200, wantsHal(request) ? hal(task, embedded(task)) : plain(task));
            case "form" -> {
                Map<String, Object> form = new LinkedHashMap<>();
                form.put("key", null);
                Map<String, Object> reference = new LinkedHashMap<>();
                reference.put("key", task.step().elementId());
                reference.put("binding", "deployment");
                reference.put("version", null);
                form.put("camundaFormRef", reference);
                form.put("contextPath", null);
                write(response, 200, form);
            }
            case "deployed-form" -> {
                String schema = work.form(task)
                        .orElseThrow(() -> Refusal.notFound(RefusalCode.TASK_NOT_FOUND, "这项任务当时没有填写表单。"));
                response.setHeader("Cache-Control", "no-store");
                response.setContentType("application/json;charset=UTF-8");
                response.getOutputStream().write(schema.getBytes(StandardCharsets.UTF_8));
            }
            case "form-variables", "variables" -> {
                Map<String, Object> typed = new LinkedHashMap<>();
                work.values(task).forEach((key, value) -> typed.put(key, typed(value)));
                write(response, 200, typed);
            }
            case "identity-links", "comment", "attachment" -> write(response, 200, List.of());
            default -> throw unknown();
        }
    }

    private Map<String, Object> plain(FinishedTask task) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("id", task.id().toString());
        plain.put("name", task.step().stepName());
        plain.put("assignee", task.step().completedBy());
        plain.put("created", time(task.step().startedAt()));
        plain.put("due", null);
        plain.put("followUp", null);
        plain.put("lastUpdated", time(task.step().completedAt()));
        plain.put("delegationState", null);
        plain.put("description", description(task));
        plain.put("executionId", null);
        plain.put("owner", null);
        plain.put("parentTaskId", null);
        plain.put("priority", 50);
        plain.put(
                "processDefinitionId",
                models.process(task.step().procedure()).map(DeployedModels.Process::id).orElse(null));
        plain.put("processInstanceId", null);
        plain.put("businessKey", task.ofCase().number());
        plain.put("taskDefinitionKey", task.step().elementId());
        plain.put("caseExecutionId", null);
        plain.put("caseInstanceId", null);
        plain.put("caseDefinitionId", null);
        plain.put("suspended", false);
        plain.put("formKey", null);
        plain.put("tenantId", null);
        return plain;
    }

    private static String description(FinishedTask task) {
        return task.ofCase().number() + " " + task.ofCase().title() + "（"
                + DATE.format(task.step().completedAt()) + " 办结）";
    }

    private Map<String, Object> hal(FinishedTask task, @Nullable Map<String, Object> embedded) {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("self", Map.of("href", "/task/" + task.id()));
        links.put("identityLink", Map.of("href", "/task/" + task.id() + "/identity-links"));
        models.process(task.step().procedure())
                .ifPresent(process ->
                        links.put("processDefinition", Map.of("href", "/process-definition/" + process.id())));
        Map<String, Object> hal = new LinkedHashMap<>();
        hal.put("_links", links);
        hal.put("_embedded", embedded);
        hal.putAll(plain(task));
        hal.put("assignee", NOBODY);
        return hal;
    }

    private Map<String, Object> embedded(FinishedTask task) {
        Map<String, Object> embedded = new LinkedHashMap<>();
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("_embedded", Map.of("user", List.of(Map.of("id", NOBODY, "firstName", NOBODY, "lastName", ""))));
        link.put("type", "assignee");
        link.put("userId", NOBODY);
        link.put("groupId", null);
        link.put("taskId", task.id().toString());
        embedded.put("identityLink", List.of(link));
        models.process(task.step().procedure())
                .ifPresent(process -> embedded.put("processDefinition", List.of(hal(process))));
        return embedded;
    }

    private static Map<String, Object> hal(DeployedModels.Process process) {
        Map<String, Object> hal = new LinkedHashMap<>();
        hal.put("_links", Map.of("self", Map.of("href", "/process-definition/" + process.id())));
        hal.put("id", process.id());
        hal.put("key", process.key());
        hal.put("name", process.name());
        return hal;
    }

    /** A value as the engine's REST interface types it. */
    private static Map<String, Object> typed(@Nullable Object value) {
        Map<String, Object> typed = new LinkedHashMap<>();
        if (value == null) {
            typed.put("type", "Null");
        } else if (value instanceof Collection || value instanceof Map) {
            typed.put("type", "Json");
        } else if (value instanceof Boolean) {
            typed.put("type", "Boolean");
        } else if (value instanceof Number) {
            typed.put("type", "Double");
        } else {
            typed.put("type", "String");
        }
        typed.put("value", "Json".equals(typed.get("type")) ? json(value) : shown(value));
        typed.put("valueInfo", Map.of());
        return typed;
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return value == null || value instanceof Boolean || value instanceof Number ? value : value.toString();
    }

    private static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was submitted was JSON", e);
        }
    }

    private static String time(Instant at) {
        return ENGINE_TIME.format(at);
    }

    private static boolean wantsHal(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("application/hal+json");
    }

    private static int number(HttpServletRequest request, String name, int otherwise) {
        String text = request.getParameter(name);
        return text != null && text.matches("\\d{1,7}") ? Integer.parseInt(text) : otherwise;
    }

    private static void write(HttpServletResponse response, int status, Object body) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json;charset=UTF-8");
        JSON.writeValue(response.getOutputStream(), body);
    }
}
