package cn.bioapproval.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.engine.web.Visitor.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;

/** Administrators give functions to other units and switch items, over HTTP, and clerks find their tasks accordingly. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
class UnitsOverHttpTest {

    private static final String START = "/engine-rest/process-definition/key/device-licence-matter/submit-form";
    private static final String STATION = "fda.station";
    private static final String OFFICE = "fda.office";

    private final OfficeClock clock;
    private final JdbcTemplate database;
    private final Visitor admin;
    private final Visitor ofStation;
    private final Visitor ofOffice;

    UnitsOverHttpTest(
            @Autowired OfficeClock clock, @Autowired JdbcTemplate database, @LocalServerPort int port) {
        this.clock = clock;
        this.database = database;
        this.admin = Visitor.of(port, "admin");
        this.ofStation = Visitor.of(port, "fanglin");
        this.ofOffice = Visitor.of(port, "panwei");
    }

    @BeforeEach
    @AfterEach
    void stationAccepts() {
        LocalDate today = LocalDate.now(clock);
        moves("ACCEPT", null, STATION, today);
        for (JsonNode duty : admin.get("/api/units").json().path("functions")) {
            if (duty.path("function").asText().equals("ACCEPT")) {
                duty.path("exceptions").forEach(each -> moves("ACCEPT", each.path("item").asText(), null, today));
            }
        }
    }

    @AfterEach
    void today() {
        clock.turnBy(Duration.ZERO);
    }

    private Answer moves(String function, String item, String unit, LocalDate from) {
        return admin.post("/api/units/moves", """
                {"function": "%s", "item": %s, "unit": %s, "from": "%s", "reason": "厦药监〔2026〕8号"}"""
                .formatted(function, quoted(item), quoted(unit), from));
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    /** A case received by the station, and its task 形式审查. */
    private String received(String item) {
        Answer answer = start(item);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return database.queryForObject(
                "select id_ from act_ru_task where proc_inst_id_ = ?",
                String.class,
                answer.json().path("id").asText());
    }

    private Answer start(String item) {
        return ofStation.post(START, """
                {"variables": {"itemCode": {"value": "%s"}, "applicantName": {"value": "厦门鹭江医疗科技有限公司"},
                 "applicantCode": {"value": "91350200MA2Y0XM01F"}, "contactName": {"value": "王芳"},
                 "contactPhone": {"value": "0592-1234567"}, "subject": {"value": "无菌导尿管"},
                 "certificateNo": {"value": "闽械注准20242140001"}, "content": {"value": "补发"}}}""".formatted(item));
    }

    private static boolean sees(Visitor clerk, String taskId) {
        return StreamSupport.stream(clerk.get("/engine-rest/task").json().spliterator(), false)
                .anyMatch(task -> task.path("id").asText().equals(taskId));
    }

    private static List<String> texts(JsonNode list, String key) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.path(key).asText()));
        return texts;
    }

    @Test
    void aTaskOfTheDayBeforeStaysAndOneOfTheDayGoesToTheNewUnit() {
        LocalDate tomorrow = LocalDate.now(clock).plusDays(1);
        assertThat(moves("ACCEPT", null, OFFICE, tomorrow).status()).isEqualTo(200);
        String before = received("production-licence-reissue");

        clock.turnBy(Duration.ofDays(1));
        String after = received("production-licence-reissue");

        assertThat(sees(ofStation, before)).isTrue();
        assertThat(sees(ofOffice, before)).isFalse();
        assertThat(sees(ofOffice, after)).isTrue();
        assertThat(sees(ofStation, after)).isFalse();
        assertThat(texts(admin.get("/api/units/astray").json().path("tasks"), "taskId"))
                .as("not with the unit that does it now")
                .contains(before)
                .doesNotContain(after);
        moves("ACCEPT", null, STATION, tomorrow);
    }

    @Test
    void openTasksAreMovedAlongWithARecordAndWhatCannotBeMovedIsSaid() {
        String waiting = received("production-licence-reissue");
        String kept = received("production-licence-renewal");
        String returned = received("production-licence-change");
        for (String claimed : List.of(kept, returned)) {
            ofStation.post("/engine-rest/task/" + claimed + "/claim", "{\"userId\": \"fanglin\"}");
        }
        String concerned = "/api/units/concerned?function=ACCEPT&unit=" + OFFICE;
        assertThat(texts(admin.get(concerned).json().path("tasks"), "taskId")).contains(waiting, kept, returned);
        assertThat(moves("ACCEPT", null, OFFICE, LocalDate.now(clock)).status()).isEqualTo(200);
        assertThat(sees(ofOffice, waiting)).as("tasks stay until they are moved").isFalse();

        JsonNode results = along(List.of(waiting, "no-such-task", kept), false);
        JsonNode unassigned = along(List.of(returned), true);

        assertThat(results.findValuesAsText("moved")).containsExactly("true", "false", "true");
        assertThat(results.get(1).path("message").asText()).contains("不存在或已经办结");
        assertThat(results.get(2).path("message").asText()).contains("由方琳继续办完");
        assertThat(unassigned.get(0).path("message").asText()).contains("方琳名下的任务已退回");
        assertThat(sees(ofOffice, waiting)).isTrue();
        assertThat(sees(ofStation, waiting)).isFalse();
        assertThat(sees(ofStation, kept)).as("who had claimed it keeps it").isTrue();
        assertThat(sees(ofOffice, returned)).isTrue();
        assertThat(sees(ofStation, returned)).isFalse();
        JsonNode course = admin.get("/api/tasks/" + returned + "/course").json();
        assertThat(texts(course.path("sentences"), "text"))
                .anyMatch(text -> text.contains("“形式审查”移交福建省药品监督管理局厦门药品稽查办公室办理")
                        && text.contains("由方琳名下退回，待重新认领")
                        && text.contains("厦药监〔2026〕8号"));
        assertThat(course.path("waiting").get(0).path("who").asText()).contains("稽查办公室");
        assertThat(along(List.of(waiting), false).get(0).path("message").asText()).contains("不用移交");
        assertThat(ofOffice.post("/engine-rest/task/" + waiting + "/claim", "{\"userId\": \"panwei\"}").status())
                .isEqualTo(204);
    }

    private JsonNode along(List<String> taskIds, boolean unassign) {
        Answer answer = admin.post("/api/units/tasks", """
                {"taskIds": ["%s"], "unassign": %s, "reason": "厦药监〔2026〕8号"}"""
                .formatted(String.join("\", \"", taskIds), unassign));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    @Test
    void oneItemGoesToAnotherUnitAndTheOthersStay() {
        assertThat(moves("ACCEPT", "production-licence-renewal", OFFICE, LocalDate.now(clock)).status()).isEqualTo(200);

        assertThat(sees(ofOffice, received("production-licence-renewal"))).isTrue();
        assertThat(sees(ofStation, received("production-licence-reissue"))).isTrue();
    }

    @Test
    void anItemThatIsSwitchedOffCannotBeOpenedAndCasesThatAreOpenRunOn() {
        String open = received("export-certificate");
        assertThat(turn("export-certificate", false).status()).isEqualTo(200);

        assertThat(startForm()).contains("production-licence-reissue").doesNotContain("医疗器械产品出口销售证明");
        Answer refused = start("export-certificate");

        assertThat(refused.code()).isEqualTo("ERR_ITEM_NOT_DELEGATED");
        assertThat(refused.json().path("message").asText()).contains("医疗器械产品出口销售证明", "停用");
        Answer examined = ofStation.post("/engine-rest/task/" + open + "/claim-and-submit-form", """
                {"variables": {"examinationOutcome": {"value": "ACCEPT"}}}""");
        assertThat(examined.status()).as("%s", examined).isEqualTo(204);
        JsonNode programme = admin.get("/api/items").json().path("groups").get(0);
        assertThat(programme.path("expected").asInt()).isEqualTo(26);
        int enabled = programme.path("enabled").asInt();
        assertThat(turn("export-certificate", true).json().path("groups").get(0).path("enabled").asInt())
                .isEqualTo(enabled + 1);
        assertThat(startForm()).contains("医疗器械产品出口销售证明");
        assertThat(start("export-certificate").status()).isEqualTo(200);
        assertThat(texts(admin.get("/api/items").json().path("changes"), "by")).contains("系统管理员");
    }

    /** The start form as Tasklist asks for it. */
    private String startForm() {
        String definition = ofStation
                .get("/engine-rest/process-definition/key/device-licence-matter")
                .json()
                .path("id")
                .asText();
        Answer form = ofStation.get("/engine-rest/process-definition/" + definition + "/deployed-start-form");
        assertThat(form.status()).as("%s", form).isEqualTo(200);
        return form.body();
    }

    private Answer turn(String item, boolean enabled) {
        return admin.post("/api/items/" + item + "/switch", """
                {"enabled": %s, "from": "%s", "reason": "厦药监〔2026〕9号"}""".formatted(enabled, LocalDate.now(clock)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"third-class-registration", "clinical-center", "'; drop table cases_case; --"})
    void c23AnItemThatIsNotInTheCatalogueOfTheProcedureIsRefused(String item) {
        assertThat(start(item).code()).isEqualTo("ERR_ITEM_NOT_DELEGATED");
    }

    @Test
    void onlyAdministratorsSeeAndChangeIt() {
        String move = """
                {"function": "ACCEPT", "unit": "fda.office", "from": "%s", "reason": "x"}"""
                .formatted(LocalDate.now(clock));
        for (Answer answer : List.of(
                ofStation.get("/api/units"),
                ofStation.get("/api/units/astray"),
                ofStation.get("/api/units/concerned?function=ACCEPT"),
                ofStation.get("/api/items"),
                ofStation.post("/api/units/moves", move),
                ofStation.post("/api/units/tasks", "{\"taskIds\": [\"x\"], \"reason\": \"x\"}"),
                ofStation.post("/api/items/device-reissue/switch", "{\"enabled\": false}"))) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(403);
            assertThat(answer.isClearRefusal()).as("%s", answer).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "/api/units/moves | {}",
        "/api/units/moves | ",
        "/api/units/moves | []",
        "/api/units/moves | {\"function\": \"RULE\", \"unit\": \"fda.office\", \"from\": \"2027-01-01\", \"reason\": \"x\"}",
        "/api/units/moves | {\"function\": 3, \"unit\": [], \"from\": {}, \"reason\": 7}",
        "/api/units/moves | {\"function\": \"ACCEPT\", \"unit\": \"fda.office\", \"from\": \"2020-01-01\", \"reason\": \"x\"}",
        "/api/units/moves | {\"function\": \"ACCEPT\", \"unit\": \"fda.office\", \"from\": \"+999999999-12-31\", \"reason\": \"x\"}",
        "/api/units/moves | {\"function\": \"ACCEPT\", \"unit\": \"fda\\u0000\", \"from\": \"2027-01-01\", \"reason\": \"x\"}",
        "/api/units/moves | {\"function\": \"ACCEPT\", \"unit\": \"fda.office\", \"from\": \"2027-01-01\", \"reason\": \" \"}",
        "/api/units/moves | {\"function\": \"ACCEPT\", \"unit\": \"fda.office\", \"from\": \"32.13.2027\", \"reason\": \"x\"}",
        "/api/units/tasks | {\"taskIds\": [null], \"reason\": \"x\"}",
        "/api/units/tasks | {\"taskIds\": \"all\", \"reason\": \"x\"}",
        "/api/units/tasks | {\"taskIds\": [], \"reason\": \"x\"}",
        "/api/units/tasks | {\"taskIds\": [\"x\"]}",
        "/api/items/device-reissue/switch | {}",
        "/api/items/device-reissue/switch | {\"enabled\": \"maybe\", \"from\": \"2027-01-01\", \"reason\": \"x\"}",
        "/api/items/no-such-item/switch | {\"enabled\": false, \"from\": \"2027-01-01\", \"reason\": \"x\"}"
    })
    void nonsenseIsRefusedClearlyAndNothingIsWritten(String path, String body) {
        int before = rows();

        Answer answer = admin.post(path, body == null ? "" : body);

        assertThat(answer.isClearRefusal()).as("%s", answer).isTrue();
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "/api/units/concerned", "/api/units/concerned?function=RULE", "/api/units/concerned?function=ACCEPT&unit=nobody",
        "/api/units/concerned?function=ACCEPT&unit=fda.office%00", "/api/units/concerned?function=ACCEPT&from=never"
    })
    void nonsenseInAnAddressIsRefusedClearly(String path) {
        assertThat(admin.get(path).isClearRefusal()).isTrue();
    }

    @Test
    void tooManyTasksAtOnceAndTooLongAReasonAreRefused() {
        assertThat(admin.post("/api/units/tasks", """
                {"taskIds": ["%s"], "reason": "x"}""".formatted(String.join("\",\"", ids(201)))).isClearRefusal())
                .isTrue();
        assertThat(admin.post("/api/units/tasks", """
                {"taskIds": ["x"], "reason": "%s"}""".formatted("长".repeat(501))).isClearRefusal())
                .isTrue();
    }

    private static List<String> ids(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add("task-" + i);
        }
        return ids;
    }

    private int rows() {
        return database.queryForObject(
                "select (select count(*) from catalog_unit_function) + (select count(*) from catalog_item_switch)",
                Integer.class);
    }
}
