package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.recount.server.Pause;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pictures of the console's pages. With {@code -Drecount.screenshots=docs/console} they are those of the
 * documentation.
 */
@ResourceLock(SystemBrowser.LOCK)
class ScreenshotsTest {

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    @TempDir
    static Path folder;

    private static String order;
    private static String conversation;
    private static String world;

    @BeforeAll
    static void find() {
        SERVER.server().awaitView("balances", "account/1276");
        order = SERVER.endedOrder();
        Pause.until(
                () -> SERVER.client().get("/log/timeline").body().path("events").asInt() > 1_000);
        conversation = SERVER.client()
                .get("/streams/order/" + order + "/decisions?limit=1")
                .body()
                .at("/decisions/0/correlation")
                .asText();
        world = SERVER.client()
                .post(
                        "/admin/worlds",
                        "{\"rules\":\"overdraft-0\",\"mode\":\"counterfactual\",\"views\":[\"balances\"]}")
                .body()
                .path("id")
                .asText();
        Pause.until(() -> SERVER.client()
                .get("/admin/worlds/" + world)
                .body()
                .path("state")
                .asText()
                .equals("DONE"));
    }

    private static Path folder() {
        return Optional.ofNullable(System.getProperty("recount.screenshots"))
                .map(Path::of)
                .orElse(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "overview | overview | LIGHT | 1280",
                "overview-dark | overview | DARK | 1280",
                "stream | streams/account/1276?at=1993-06-30 | LIGHT | 1280",
                "stream-narrow | streams/account/1276?at=1993-06-30 | LIGHT | 360",
                "streams | streams | LIGHT | 1280",
                "views | views | LIGHT | 1280",
                "view | views/balances?at=1995-12-31 | LIGHT | 1280",
                "row | views/balances/1276 | LIGHT | 1280",
                "causes | causes/CONVERSATION | LIGHT | 1280",
                "causes-dark | causes/CONVERSATION | DARK | 1280",
                "work | work | LIGHT | 1280",
                "process | work/processes/fulfilment/ORDER | LIGHT | 1280",
                "worlds | worlds | LIGHT | 1280",
                "world | worlds/WORLD | LIGHT | 1280",
                "corrections | corrections/account/1276 | LIGHT | 1280",
                "people | people/account/1276 | LIGHT | 1280",
                "seals | seals | LIGHT | 1280",
                "nodes | nodes | LIGHT | 1280",
            })
    void show(String name, String place, ColorScheme scheme, int width) {
        var options = new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 780 : 860)
                .setColorScheme(scheme);
        String there = place.replace("CONVERSATION", conversation)
                .replace("ORDER", order)
                .replace("WORLD", world);
        try (Console console = SERVER.open(there, options)) {
            assertThat(console.heading()).isVisible();
            assertThat(console.page().getByRole(AriaRole.SLIDER)).isVisible();
            assertThat(console.page().locator(".waiting")).hasCount(0);
            Path picture = folder().resolve(name + ".png");
            byte[] bytes = console.page()
                    .screenshot(
                            new Page.ScreenshotOptions().setPath(picture).setAnimations(ScreenshotAnimations.DISABLED));
            assertThat(bytes).hasSizeGreaterThan(5_000);
            assertThat(picture).hasBinaryContent(bytes);
        }
    }
}
