package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.recount.correction.CorrectionSettings;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of corrections. */
@ResourceLock(SystemBrowser.LOCK)
class CorrectionsPageTest {

    private static final String USER = "X-User";

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    @TempDir
    Path data;

    /** Chooses the second event of a stream, and how much it was in truth. */
    private static void correct(Console console, String amount) {
        console.page()
                .getByRole(AriaRole.RADIOGROUP, new Page.GetByRoleOptions().setName("Which event"))
                .getByRole(AriaRole.RADIO)
                .nth(1)
                .check();
        console.page().locator("input[name=amount]").fill(amount);
        console.button("See what would come of it").click();
    }

    private static Locator impact(Console console) {
        return console.labelled("What would come of it");
    }

    @ParameterizedTest
    @EnumSource
    void sayWhatWouldComeOfOneThenMakeItAndTakeItBack(ConsoleServer.Ground ground) {
        String stream = "account/2881";
        ConsoleServer.On servers = SERVER.on(ground);
        try (Console console = servers.open("corrections")) {
            console.page().locator("[data-search]").fill(stream);
            console.button("Open it").click();
            console.titled("Corrections of " + stream);
            console.isForEverybody();
            correct(console, "7000.00");
            assertThat(impact(console)).containsText("31339.00");
            assertThat(impact(console)).containsText("turnover");
            console.isForEverybody();
            console.confirm("Correct it", "a zero was left out");
            assertThat(console.page().getByText("waits for approval")).hasCount(0);
            assertThat(console.page().getByText("holds", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(servers.client()
                            .get("/streams/" + stream)
                            .body()
                            .at("/state/balance")
                            .asText())
                    .isEqualTo("31339.00");

            console.go("corrections");
            assertThat(console.page()
                            .getByRole(AriaRole.ROW)
                            .filter(new Locator.FilterOptions().setHasText("a zero was left out")))
                    .containsText(stream);
            console.isForEverybody();
            console.go("corrections/" + stream);
            console.button("Take back").click();
            assertThat(impact(console)).containsText("25039.00");
            console.confirm("Take back", "it was right as it was");
            assertThat(console.page().getByText("taken back", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
        }
    }

    @Test
    void nameTheFieldThatIsWrong() {
        try (Console console = SERVER.open("corrections/account/1276")) {
            correct(console, "much");
            assertThat(console.page().getByRole(AriaRole.ALERT)).containsText("amount is a number");
        }
    }

    @Test
    void waitForASecondPerson() {
        try (TestServer server = TestServer.start(
                data,
                settings -> settings.withHttp(TestAccess.named(settings.http(), USER))
                        .withCorrections(new CorrectionSettings(true)),
                new Bank())) {
            post(server, "Open", """
                    {"owner": "Ann", "overdraftLimit": 0}""");
            post(server, "Deposit", """
                    {"amount": 100.00, "method": "CASH"}""");
            try (Console ann = as("ann", server)) {
                correct(ann, "10.00");
                assertThat(impact(ann)).containsText("10.00");
                ann.confirm("Correct it", "a slip");
                assertThat(ann.page().getByText("waits for approval")).isVisible();
                ann.button("Approve").click();
                ann.confirm("Approve", "seen");
                assertThat(ann.page().getByRole(AriaRole.ALERT)).containsText("OWN_PROPOSAL");
            }
            try (Console ben = as("ben", server)) {
                ben.button("Approve").click();
                assertThat(impact(ben)).containsText("10.00");
                ben.confirm("Approve", "seen");
                assertThat(ben.page().getByText("approved by ben")).isVisible();
            }
        }
    }

    private static void post(TestServer server, String command, String body) {
        assertThat(server.client()
                        .post("/streams/account/1/" + command, body, USER, "teller")
                        .status())
                .isEqualTo(200);
    }

    private static Console as(String user, TestServer server) {
        return Console.open(
                SERVER.browser(),
                server.port(),
                "corrections/account/1",
                new Browser.NewContextOptions().setViewportSize(1280, 900).setExtraHTTPHeaders(Map.of(USER, user)));
    }

    @Test
    void fitANarrowScreen() {
        try (Console console =
                SERVER.open("corrections/account/1276", new Browser.NewContextOptions().setViewportSize(320, 640))) {
            assertThat(console.page().getByRole(AriaRole.RADIO).first()).isVisible();
            console.isForEverybody();
        }
    }
}
