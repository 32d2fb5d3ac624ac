package cn.bioapproval.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.SampleApplications;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.materials.MaterialSlot;
import cn.bioapproval.materials.Materials;
import cn.bioapproval.materials.SampleFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonObject;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** A clerk completes the materials of an application in Tasklist: with the keyboard, with the mouse, with wrong files. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "bioapproval.database.directory=target/postgres-materials")
@ActiveProfiles("test")
@DirtiesContext // the REST interface speaks to the engine that was started last
class MaterialsJourneyTest {

    private static final byte[] APPLICATION = SampleFiles.pdf("Application for acceptance");

    private static Chromium chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private TaskService tasks;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private Materials materials;

    private String number;
    private String task;

    @BeforeAll
    static void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void leave() {
        chromium.close();
    }

    @BeforeEach
    void anApplicationIsReceived() throws Exception {
        String basic = "Basic " + Base64.getEncoder().encodeToString(("linxiao:" + Tasklist.PASSWORD).getBytes(UTF_8));
        var opened = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port
                                + "/engine-rest/process-definition/key/clinical-center-acceptance/submit-form"))
                        .header("Authorization", basic)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(SampleApplications.next()))
                        .build(),
                BodyHandlers.ofString());
        JsonNode answer = new ObjectMapper().readTree(opened.body());
        number = answer.path("caseNumber").asText();
        task = tasks.createTaskQuery().processInstanceBusinessKey(number).singleResult().getId();
    }

    @Test
    void theClerkSeesWhatIsMissingUploadsItAndLooksAtIt() {
        try (Tasklist clerk = chenMin()) {
            Page page = clerk.opensTask(task).clicksTab("材料").page();
            assertThat(page.locator(".bio-materials-summary")).hasText("共 8 项材料，已上传 0 项，缺 8 项必交材料。");
            assertThat(page.locator(".bio-materials-hint")).containsText("尚未认领，请先认领");
            assertThat(page.locator(".bio-upload")).hasCount(0);
            clerk.picture("materials-01-not-claimed-yet").claims();
            assertThat(page.locator(".bio-upload")).hasCount(8);

            Locator upload = uploadOf(page, "验收（评估）申请书");
            choose(page, () -> upload.press("Enter"), pdf("验收申请书.pdf", APPLICATION));
            assertThat(slot(page, "验收（评估）申请书")).containsText("✓ 已上传");
            assertThat(slot(page, "验收（评估）申请书")).containsText("第 1 版");
            assertThat(slot(page, "验收（评估）申请书")).containsText("陈敏");
            assertThat(page.locator(".bio-materials [role=status]")).containsText("“验收申请书.pdf”已上传");
            assertThat(uploadOf(page, "验收（评估）申请书")).isFocused();
            assertThat(page.locator(".bio-materials-summary")).containsText("缺 7 项必交材料");

            choose(page, () -> upload.press("Enter"), pdf("验收申请书（盖章）.pdf", SampleFiles.pdf("Sealed")));
            assertThat(slot(page, "验收（评估）申请书")).containsText("第 2 版");
            drop(page, "信用承诺书", "承诺书照片.png", SampleFiles.picture("png"));
            assertThat(slot(page, "信用承诺书")).containsText("✓ 已上传");
            page.getByText("以前的版本（1）").click();
            clerk.picture("materials-02-uploaded");
            accessible(page, ".bio-materials");

            Locator preview = page.getByRole(
                    AriaRole.BUTTON, new Page.GetByRoleOptions().setName("预览验收（评估）申请书第 1 版"));
            preview.focus();
            page.keyboard().press("Enter");
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog.locator("canvas")).isVisible();
            assertThat(dialog).containsText("共 1 页");
            assertThat(dialog.locator(".bio-page-sheet")).containsText("Application for acceptance");
            clerk.picture("materials-03-preview-of-a-pdf");
            accessible(page, ".bio-preview");
            dialog.getByText("放大").press("Enter");
            assertThat(dialog).containsText("125%");
            assertThat(dialog.locator("canvas")).isVisible();
            page.keyboard().press("Escape");
            assertThat(dialog).hasCount(0);
            assertThat(preview).isFocused();

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("预览信用承诺书第 1 版")).click();
            assertThat(dialog.locator("img")).isVisible();
            clerk.picture("materials-04-preview-of-a-picture");
            dialog.getByText("关闭").click();
            assertThat(clerk.broken()).isEmpty();
        }

        List<MaterialSlot> slots = materials.of(cases.findByNumber(number).orElseThrow().id(), condition -> false);
        assertThat(slots).filteredOn(slot -> !slot.versions().isEmpty()).hasSize(2);
        assertThat(slots.get(0).versions()).extracting(version -> version.number()).containsExactly(2, 1);
    }

    @Test
    void wrongFilesAreRefusedWhereTheClerkLooks() {
        try (Tasklist clerk = chenMin()) {
            Page page = clerk.opensTask(task).claims().clicksTab("材料").page();
            uploads(page, "建设任务书", pdf("建设任务书.pdf", SampleFiles.picture("png")));
            assertThat(refusalOf(page, "建设任务书")).containsText("按扩展名应为 PDF，内容却是 PNG 图片");
            uploads(page, "信用承诺书", pdf("信用承诺书.pdf", SampleFiles.TEST_VIRUS.getBytes(UTF_8)));
            assertThat(refusalOf(page, "信用承诺书")).containsText("查出病毒");
            uploads(page, "历史已领补助声明", pdf("声明.zip", SampleFiles.zip("a.txt")));
            assertThat(refusalOf(page, "历史已领补助声明")).containsText("不接收这种格式的文件");
            uploads(page, "验收（评估）申请书", pdf("申请书.pdf", APPLICATION));
            assertThat(slot(page, "验收（评估）申请书")).containsText("✓ 已上传");
            uploads(page, "验收（评估）申请书", pdf("申请书2.pdf", APPLICATION));
            assertThat(refusalOf(page, "验收（评估）申请书")).containsText("内容完全相同");
            clerk.picture("materials-05-refused");
            accessible(page, ".bio-materials");
            uploads(page, "建设任务书", pdf("建设任务书.pdf", SampleFiles.pdf("Contract")));
            assertThat(slot(page, "建设任务书")).containsText("✓ 已上传");
            assertThat(refusalOf(page, "建设任务书")).hasCount(0);
            assertThat(clerk.broken()).isEmpty();
        }
    }

    @Test
    void aLongUploadShowsHowFarItIsAndCanBeCancelled() {
        try (Tasklist clerk = chenMin()) {
            Page page = clerk.opensTask(task).claims().clicksTab("材料").page();
            assertThat(page.locator(".bio-upload")).hasCount(8);
            var network = page.context().newCDPSession(page);
            network.send("Network.enable");
            JsonObject slow = new JsonObject();
            slow.addProperty("offline", false);
            slow.addProperty("latency", 0);
            slow.addProperty("downloadThroughput", -1);
            slow.addProperty("uploadThroughput", 200_000);
            network.send("Network.emulateNetworkConditions", slow);

            uploads(page, "建设任务书", pdf("建设任务书.pdf", Arrays.copyOf(SampleFiles.pdf("Contract"), 6_000_000)));
            Locator row = slot(page, "建设任务书");
            assertThat(row.locator("progress")).isVisible();
            assertThat(row.locator(".bio-progress-text")).hasText(Pattern.compile("[1-9][0-9]?%（.+ / 5\\.7 MB）"));
            assertThat(row.getByText("取消上传")).isFocused();
            clerk.picture("materials-06-under-way");
            accessible(page, ".bio-materials");
            clerk.clicksTab("办件档案").clicksTab("材料");
            assertThat(slot(page, "建设任务书").locator("progress")).isVisible();
            slot(page, "建设任务书").getByText("取消上传").press("Enter");
            assertThat(page.locator(".bio-materials [role=status]")).containsText("已取消上传“建设任务书.pdf”，没有保存。");
            assertThat(uploadOf(page, "建设任务书")).isFocused();
            assertThat(slot(page, "建设任务书")).containsText("✕ 缺");
            assertThat(clerk.broken()).isEmpty();
        }
    }

    private Tasklist chenMin() {
        return Tasklist.signIn(chromium, "http://localhost:" + port, "chenmin", "陈敏", Duration.ZERO);
    }

    private static FilePayload pdf(String name, byte[] content) {
        return new FilePayload(name, "application/pdf", content);
    }

    private static Locator slot(Page page, String material) {
        return page.locator(".bio-slot")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("h4").filter(
                                new Locator.FilterOptions().setHasText(FormOnScreen.exactly(material)))));
    }

    private static Locator uploadOf(Page page, String material) {
        return slot(page, material).locator(".bio-upload");
    }

    private static Locator refusalOf(Page page, String material) {
        return slot(page, material).getByRole(AriaRole.ALERT);
    }

    private static void uploads(Page page, String material, FilePayload file) {
        choose(page, () -> uploadOf(page, material).click(), file);
    }

    private static void choose(Page page, Runnable opening, FilePayload file) {
        FileChooser chooser = page.waitForFileChooser(opening);
        chooser.setFiles(file);
    }

    /** Drags a file from the desktop onto the row. */
    private static void drop(Page page, String material, String name, byte[] content) {
        var dragged = page.evaluateHandle(
                """
                ([name, content]) => {
                    const octets = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
                    const transfer = new DataTransfer();
                    transfer.items.add(new File([octets], name));
                    return transfer;
                }""",
                List.of(name, Base64.getEncoder().encodeToString(content)));
        slot(page, material).dispatchEvent("dragover", Map.of("dataTransfer", dragged));
        assertThat(slot(page, material)).hasClass(Pattern.compile("bio-slot-over"));
        slot(page, material).dispatchEvent("drop", Map.of("dataTransfer", dragged));
    }

    /** No finding of axe that keeps anyone out (serious or critical) in what is ours. */
    private static void accessible(Page page, String part) {
        assertThat(Tasklist.barriers(page, part)).isEmpty();
    }
}
