package cn.bioapproval.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** People without an account, each in a browser of her own, at a desk or with a telephone. */
final class Passers {

    static final int DESK = 1280;
    static final int TELEPHONE = 390;

    private static final Path ALBUM = Path.of("target", "screenshots", "journey");

    private final Chromium chromium;
    private final List<String> broken = new ArrayList<>();

    Passers(Chromium chromium) {
        this.chromium = chromium;
    }

    /** What went wrong in their browsers: errors of scripts, answers of the server. */
    List<String> broken() {
        return broken;
    }

    void visiting(int width, Consumer<Page> deeds) {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        try (BrowserContext context = chromium.browser().newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width == TELEPHONE ? 844 : 720)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai"))) {
            Page page = context.newPage();
            page.onPageError(broken::add);
            page.onResponse(response -> {
                if (response.status() >= 500) {
                    broken.add(response.status() + " " + response.url());
                }
            });
            try {
                deeds.accept(page);
            } catch (RuntimeException | AssertionError e) {
                wholePicture(page, "failed-without-account");
                throw e;
            }
        }
    }

    /** Nothing that axe finds, not even what it calls minor. */
    static void accessible(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .extracting(Rule::getId, Rule::getHelp, Rule::getNodes)
                .isEmpty();
    }

    /** Nothing is wider than the telephone. */
    static void fitsTheTelephone(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as("nothing is wider than the telephone")
                .isLessThanOrEqualTo(TELEPHONE);
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(ALBUM.resolve(name + ".png")));
    }

    static void wholePicture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(ALBUM.resolve(name + ".png")).setFullPage(true));
    }
}
