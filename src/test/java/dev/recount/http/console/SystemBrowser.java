package dev.recount.http.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The Chromium of the system, one for all tests of the console. */
public final class SystemBrowser implements AutoCloseable {

    /** The lock of all who use it: it serves one at a time. */
    public static final String LOCK = "the system's browser";

    private static final Namespace NAMESPACE = Namespace.create(SystemBrowser.class);

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    /** Enough on a machine that is busy with other tests. */
    static final double PATIENCE_MS = 60_000;

    private final Playwright playwright;
    private final Browser browser;

    private SystemBrowser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PLACES.stream()
                                .filter(Files::isExecutable)
                                .findFirst()
                                .orElseThrow(() -> new IllegalStateException(
                                        "the tests of the console need Chromium, and it is at none of " + PLACES)))
                        .setArgs(List.of("--no-sandbox")));
    }

    /** The browser, given to a test class that has a server of its own. */
    public static final class Given implements BeforeAllCallback {

        private @Nullable Browser browser;

        @Override
        public void beforeAll(ExtensionContext context) {
            browser = of(context);
        }

        /** Returns the browser. */
        public Browser browser() {
            return Objects.requireNonNull(browser, "the browser is not started");
        }
    }

    /** Returns the browser, begun where it is not there yet; it ends with the last test. */
    static Browser of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SystemBrowser.class, _ -> new SystemBrowser(), SystemBrowser.class)
                .browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
