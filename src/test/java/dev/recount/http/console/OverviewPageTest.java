package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page with which all begins. */
@ResourceLock(SystemBrowser.LOCK)
class OverviewPageTest {

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    @ParameterizedTest
    @EnumSource
    void tellsHowTheServerDoes(ConsoleServer.Ground ground) {
        try (Console console = SERVER.on(ground).open("")) {
            console.titled("Overview");
            assertThat(console.page().getByText("Ready", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(console.page().getByText("nothing waits for a person")).isVisible();
            assertThat(console.page()
                            .getByRole(AriaRole.ROW)
                            .filter(new Locator.FilterOptions().setHasText("balances")))
                    .containsText("running");
            console.isForEverybody();
        }
    }

    /** The events of what is stored together are counted one by one, though it is measured as one. */
    @Test
    void drawsHowManyEventsAreStored() {
        try (Console console = SERVER.open("overview")) {
            console.titled("Overview");
            Object drawn = console.page().evaluate("""
                    async () => {
                        const app = document.querySelector('script[type=module]').src;
                        const {drawn} = await import(new URL('pages/measurements.js', app));
                        const of = (name, journal, values) => ({name, labels: {journal}, values});
                        const times = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:10Z', '2026-01-01T00:00:20Z'];
                        return drawn({times, series: [
                            of('recount.journal.batch.events.rate', '0', [null, 10, 0]),
                            of('recount.journal.batch.events.mean', '0', [null, 25, null]),
                            of('recount.journal.batch.events.rate', '1', [null, 2, 1]),
                            of('recount.journal.batch.events.mean', '1', [null, 3, 5]),
                        ]}).map(({title, series}) => `${title}: ${series[0].values.join(', ')}`);
                    }
                    """);
            assertThat((List<?>) drawn).isEqualTo(List.of("Events stored: , 256, 5"));
        }
    }

    @Test
    void tellsWhatHappens() {
        try (Console console = SERVER.open("overview")) {
            assertThat(console.page().getByText("Live", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            SERVER.client().post("/streams/account/overview/Open", """
                    {"owner": "Ova", "overdraftLimit": 0}""");
            assertThat(console.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("account/overview")))
                    .isVisible();
        }
    }

    @Test
    void listsItsKeys() {
        try (Console console = SERVER.open("overview")) {
            console.titled("Overview");
            console.page().keyboard().press("?");
            assertThat(console.page().getByRole(AriaRole.DIALOG)).containsText("Search streams");
            console.isForEverybody();
            console.page().keyboard().press("Escape");
            assertThat(console.page().getByRole(AriaRole.DIALOG)).isHidden();
            console.page().keyboard().press("g");
            console.page().keyboard().press("v");
            console.titled("Views");
        }
    }

    @Test
    void fitsANarrowScreen() {
        try (Console console = SERVER.open("overview", new Browser.NewContextOptions().setViewportSize(320, 640))) {
            console.titled("Overview");
            assertThat(console.page().getByText("Ready", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            console.isForEverybody();
        }
    }

    /** The bytes that a browser has to fetch before the page is there, as they come over the line. */
    @Test
    void isSmall() {
        List<Response> responses = new CopyOnWriteArrayList<>();
        try (Console console = SERVER.open("nowhere")) {
            console.page().onResponse(responses::add);
            console.page().navigate("about:blank");
            console.go("overview");
            console.titled("Overview");
            int bytes = responses.stream()
                    .filter(response -> response.url().contains("/console/")
                            || response.url().endsWith("/")
                            || response.url().endsWith("/openapi.json"))
                    .mapToInt(response -> response.request().sizes().responseBodySize)
                    .sum();
            assertThat(bytes).isPositive().isLessThan(200_000);
        }
    }
}
