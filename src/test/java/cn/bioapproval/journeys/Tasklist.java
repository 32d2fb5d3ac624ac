package cn.bioapproval.journeys;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tasklist in the browser of one signed-in person. Nothing here waits for time to pass, only for what must appear. */
final class Tasklist implements AutoCloseable {

    static final String PASSWORD = "demo-Xm2026";

    private static final double PATIENCE = 30_000;
    private static final Path ALBUM = Path.of("target", "screenshots", "journey");

    private final BrowserContext context;
    private final Page page;
    private final List<String> broken = new ArrayList<>();

    private Tasklist(BrowserContext context, Page page) {
        this.context = context;
        this.page = page;
        page.onPageError(broken::add);
        page.onResponse(response -> {
            if (response.status() >= 500) {
                broken.add(response.status() + " " + response.url());
            }
        });
    }

    /**
     * Signs a person in with name and password.
     *
     * @param ahead how far the office's clock is ahead of the system's; the browser's clock goes with it
     */
    static Tasklist signIn(Chromium chromium, String address, String user, String shownName, Duration ahead) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 720)
                        .setLocale("zh-CN")
                        .setTimezoneId("Asia/Shanghai"));
        context.setDefaultTimeout(PATIENCE);
        context.addInitScript(
                """
                {
                    const Real = Date;
                    const ahead = %d;
                    Date = class extends Real {
                        constructor(...args) {
                            super(...(args.length === 0 ? [Real.now() + ahead] : args));
                        }
                        static now() {
                            return Real.now() + ahead;
                        }
                    };
                }"""
                        .formatted(ahead.toMillis()));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        Tasklist tasklist = new Tasklist(context, context.newPage());
        tasklist.open(address, user, shownName);
        return tasklist;
    }

    /**
     * Somebody signs in, does something and goes; the browser must not have met an error of ours on the way.
     *
     * @param ahead how far the office's clock is ahead of the system's
     */
    static void as(
            Chromium chromium,
            String address,
            String user,
            String shownName,
            Duration ahead,
            Consumer<Tasklist> deeds) {
        try (Tasklist tasklist = signIn(chromium, address, user, shownName, ahead)) {
            try {
                deeds.accept(tasklist);
            } catch (RuntimeException | AssertionError e) {
                tasklist.picture("failed-" + user);
                throw e;
            }
            if (!tasklist.broken.isEmpty()) {
                throw new AssertionError("Errors in the browser of " + shownName + ": " + tasklist.broken);
            }
        }
    }

    private void open(String address, String user, String shownName) {
        page.navigate(address + "/camunda/app/tasklist/");
        Locator name = page.getByPlaceholder("用户名");
        Locator password = page.getByPlaceholder("密码");
        // The page moves the cursor once more a moment after it is shown; what is filled in just then lands elsewhere.
        page.waitForCondition(() -> {
            name.fill(user);
            password.fill(PASSWORD);
            return user.equals(name.inputValue()) && PASSWORD.equals(password.inputValue());
        });
        password.press("Enter");
        PlaywrightAssertions.assertThat(page.locator("header .account, [cam-widget-header] .account").first())
                .containsText(shownName);
    }

    /** Opens the start form of a process. */
    FormOnScreen starts(String process) {
        page.locator("a").filter(new Locator.FilterOptions().setHasText("办理新事项")).first().click();
        page.locator(".modal ul.processes a")
                .filter(new Locator.FilterOptions().setHasText(FormOnScreen.exactly(process)))
                .click();
        return new FormOnScreen(page.locator(".modal .fjs-form"));
    }

    Locator startButton() {
        return page.locator(".modal-footer button[type=submit]");
    }

    /** What the open dialog says. */
    Locator dialogMessages() {
        return page.locator(".modal .notifications");
    }

    void sentOff() {
        startButton().click();
        page.locator(".modal").waitFor(detached());
    }

    /** Opens a filter and a task in it, which may take a moment to arrive. */
    Tasklist opens(String filter, String step) {
        page.locator(".task-filter a")
                .filter(new Locator.FilterOptions().setHasText(filter))
                .first()
                .click();
        task(step).first().click();
        PlaywrightAssertions.assertThat(page.locator(".task-card h2.task")).containsText(step);
        page.locator(".task-card .fjs-form").waitFor();
        return this;
    }

    /** Opens the task of one case in a filter. */
    Tasklist opensTaskOf(String filter, String caseNumber) {
        page.locator(".task-filter a")
                .filter(new Locator.FilterOptions().setHasText(filter))
                .first()
                .click();
        card(caseNumber).locator("h4.task a").click();
        page.locator(".task-card .fjs-form").waitFor();
        return this;
    }

    /** Opens one of several tasks that look alike, by its address. */
    Tasklist opensTask(String taskId) {
        page.navigate(page.url().replaceFirst("#.*", "") + "#/?task=" + taskId);
        page.locator(".task-card .fjs-form").waitFor();
        return this;
    }

    /** The card of the case in the list. */
    Locator card(String caseNumber) {
        return page.locator("li.task").filter(new Locator.FilterOptions().setHasText(caseNumber));
    }

    /** Turns to a tab beside the form with the keyboard alone. */
    Locator turnsTo(String tab) {
        Locator name = page.locator(".task-details .nav-tabs a")
                .filter(new Locator.FilterOptions().setHasText(FormOnScreen.exactly(tab)));
        name.focus();
        name.press("Enter");
        Locator shown = page.locator(".bio-tab");
        PlaywrightAssertions.assertThat(shown.locator("h3").first()).isVisible();
        return shown;
    }

    /** What the server said of the draft, beside the buttons of the form. */
    Locator draft() {
        return page.locator(".form-actions .bio-draft");
    }

    /** What the server said of the draft of a start form. */
    Locator startDraft() {
        return page.locator(".modal-footer .bio-draft");
    }

    /**
     * What axe finds wrong, seriously or critically, in these parts of the page; each with where and why.
     *
     * @param parts CSS selectors
     */
    List<String> barriers(String... parts) {
        return barriers(page, parts);
    }

    /** The same for a page that is not Tasklist's. */
    static List<String> barriers(Page page, String... parts) {
        AxeBuilder axe = new AxeBuilder(page);
        for (String part : parts) {
            axe.include(part);
        }
        AxeResults found = axe.analyze();
        if (found.getPasses().isEmpty()) {
            return List.of("axe found nothing to look at in " + List.of(parts));
        }
        return found.getViolations().stream()
                .filter(rule -> "serious".equals(rule.getImpact()) || "critical".equals(rule.getImpact()))
                .flatMap(rule -> rule.getNodes().stream()
                        .map(node -> rule.getId() + " " + node.getTarget() + ": " + node.getFailureSummary()))
                .toList();
    }

    /** Turns to a tab of the open task. */
    Tasklist clicksTab(String tab) {
        page.locator(".task-card .nav-tabs a")
                .filter(new Locator.FilterOptions().setHasText(FormOnScreen.exactly(tab)))
                .click();
        return this;
    }

    /** The cards of the step in the list. */
    Locator task(String step) {
        return page.locator("li.task h4.task a")
                .filter(new Locator.FilterOptions().setHasText(FormOnScreen.exactly(step)));
    }

    Tasklist claims() {
        page.locator(".task-card button.claim").click();
        page.locator(".task-card .unclaim").waitFor();
        return this;
    }

    /** Gives the claimed task back to its groups. */
    void unclaims() {
        page.locator(".task-card .unclaim").click();
        page.locator(".task-card button.claim").waitFor();
    }

    FormOnScreen form() {
        return new FormOnScreen(page.locator(".task-card .fjs-form"));
    }

    Locator completeButton() {
        return page.locator(".form-actions button.btn-primary");
    }

    /** Hands the form in; the task leaves the screen. */
    void completes() {
        completeButton().click();
        page.locator(".task-card").waitFor(detached());
    }

    Locator notifications() {
        return page.locator(".page-notifications");
    }

    Page page() {
        return page;
    }

    private static Locator.WaitForOptions detached() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    /** Keeps a picture of what the person sees. */
    Tasklist picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(ALBUM.resolve(name + ".png")));
        return this;
    }

    /** Errors of scripts and answers 5xx since the person signed in. */
    List<String> broken() {
        return broken;
    }

    @Override
    public void close() {
        context.close();
    }
}
