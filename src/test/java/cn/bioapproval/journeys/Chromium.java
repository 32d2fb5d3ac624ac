package cn.bioapproval.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The installed Chromium, headless. It is looked up in the system property {@code chromium}, the environment variable
 * {@code CHROMIUM} and on the {@code PATH}. Without one the journeys fail: one that nobody travelled proves nothing.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium launch() {
        Path executable = executable();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Chromium(
                    playwright,
                    playwright.chromium().launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable)
                            .setArgs(FLAGS)
                            .setHeadless(true)
                            .setTimeout(120_000)));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    private static Path executable() {
        Optional<String> named = Stream.of(System.getProperty("chromium"), System.getenv("CHROMIUM"))
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst();
        if (named.isPresent()) {
            Path executable = Path.of(named.get());
            if (!Files.isExecutable(executable)) {
                throw new AssertionError("CHROMIUM names " + executable + ", which cannot be executed");
            }
            return executable;
        }
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "The journeys need Chromium, and none of " + NAMES + " is on the PATH. Install it (for example"
                                + " apt-get install chromium) or name it in the environment variable CHROMIUM."));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
