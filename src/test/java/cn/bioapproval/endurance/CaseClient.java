package cn.bioapproval.endurance;

import cn.bioapproval.benchmark.ClinicalCaseForms;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes cases forward over REST as the people concerned, wherever they stand, and remembers what the application
 * acknowledged. A lost connection is not an acknowledgement.
 */
final class CaseClient {

    private static final String PASSWORD = "demo-Xm2026";
    private static final Map<String, String> WHO = Map.of(
            "userTask_ExamineApplication", "chenmin",
            "userTask_ConfirmPanel", "sunyue",
            "userTask_ConcludeReview", "sunyue",
            "userTask_DecideKjj", "zhengjun",
            "userTask_DecideWjw", "huanglei",
            "userTask_IssueNotices", "chenmin",
            "userTask_CheckBudget", "wuting",
            "userTask_Pay", "yanghui");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String address;
    private final String day;

    /** Case numbers of acknowledged starts. */
    final Set<String> startedCases = ConcurrentHashMap.newKeySet();
    /** Ids of tasks whose completion was acknowledged. */
    final Set<String> completedTasks = ConcurrentHashMap.newKeySet();

    CaseClient(String address, String day) {
        this.address = address;
        this.day = day;
    }

    void start(int n) throws IOException, InterruptedException {
        start(ClinicalCaseForms.application(n));
    }

    void start(Map<String, Object> application) throws IOException, InterruptedException {
        JsonNode opened = post("linxiao", "/process-definition/key/clinical-center-acceptance/submit-form",
                form(application), 200);
        startedCases.add(opened.path("caseNumber").asText());
    }

    /** One round over everything open; fires timers too. {@code false} when nothing is open any more. */
    boolean advance(int limit) throws IOException, InterruptedException {
        JsonNode jobs = get("admin", "/job?maxResults=" + limit);
        for (JsonNode job : jobs) {
            if (job.path("dueDate").asText("").isEmpty()) {
                continue;
            }
            var fired = send("admin", "POST", "/job/" + job.path("id").asText() + "/execute", "{}");
            if (fired.statusCode() >= 500) {
                throw new IllegalStateException("timer: " + fired.statusCode() + " " + fired.body());
            }
        }
        JsonNode tasks = get("admin", "/task?sortBy=created&sortOrder=asc&maxResults=" + limit);
        for (JsonNode task : tasks) {
            complete(task);
        }
        return tasks.size() + jobs.size() > 0;
    }

    private void complete(JsonNode task) throws IOException, InterruptedException {
        String step = task.path("taskDefinitionKey").asText();
        if ("userTask_Publicise".equals(step)) {
            return;
        }
        String id = task.path("id").asText();
        var answer = handIn(id, step, task.path("assignee").textValue());
        if (answer.statusCode() == 204) {
            completedTasks.add(id);
        } else if (answer.statusCode() != 404 && answer.statusCode() != 409) {
            throw new IllegalStateException(step + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Hands in the prepared form of a step, as its assignee or as whoever is in charge of the step. */
    HttpResponse<String> handIn(String taskId, String step, @Nullable String assignee)
            throws IOException, InterruptedException {
        return send(
                assignee == null ? WHO.get(step) : assignee,
                "POST",
                "/task/" + taskId + "/claim-and-submit-form",
                form(ClinicalCaseForms.step(step, day)));
    }

    private String form(Map<String, Object> fields) throws IOException {
        Map<String, Object> variables = new LinkedHashMap<>();
        fields.forEach((key, value) -> variables.put(key, Map.of("value", value)));
        return json.writeValueAsString(Map.of("variables", variables));
    }

    private JsonNode get(String user, String path) throws IOException, InterruptedException {
        return json.readTree(send(user, "GET", path, "").body());
    }

    private JsonNode post(String user, String path, String body, int expected) throws IOException, InterruptedException {
        var answer = send(user, "POST", path, body);
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }

    private HttpResponse<String> send(String user, String method, String path, String body)
            throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes());
        var request = HttpRequest.newBuilder(URI.create(address + "/engine-rest" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
