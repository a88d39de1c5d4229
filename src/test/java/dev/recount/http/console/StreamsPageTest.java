package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of streams. */
@ResourceLock(SystemBrowser.LOCK)
class StreamsPageTest {

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    private static final String PAYLOAD =
            "<img src=x onerror=\\\"document.title='taken'\\\"><script>document.title='taken'</script>";

    private static void open(String account, String owner) {
        SERVER.client().post("/streams/account/" + account + "/Open", """
                {"owner": "%s", "overdraftLimit": 0}""".formatted(owner));
    }

    private static Locator story(Console console, String text) {
        return console.page().locator(".story-button").filter(new Locator.FilterOptions().setHasText(text));
    }

    @Test
    void findAStreamByItsTypeAndId() {
        try (Console console = SERVER.open("streams")) {
            console.titled("Streams");
            console.page().keyboard().press("/");
            console.page().keyboard().type("account/1276");
            console.page().keyboard().press("Enter");
            console.titled("account/1276");
        }
    }

    @Test
    void findAStreamFromAnotherPage() {
        try (Console console = SERVER.open("people")) {
            console.titled("People");
            console.page().keyboard().press("/");
            console.titled("Streams");
            assertThat(console.page().getByRole(AriaRole.SEARCHBOX)).isFocused();
        }
    }

    @Test
    void listTheStreamsOfAType() {
        try (Console console = SERVER.open("streams/account")) {
            console.page().getByRole(AriaRole.GRID).focus();
            console.page().keyboard().press("ArrowDown");
            console.page().keyboard().press("Enter");
            assertThat(console.heading()).containsText("account/");
            console.go("streams/account");
            assertThat(console.page().getByRole(AriaRole.GRID)).isVisible();
            console.isForEverybody();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellAStoryWithTheStateBesideIt(ConsoleServer.Ground ground) {
        try (Console console = SERVER.on(ground).open("streams/account/1276?at=1993-01-31")) {
            story(console, "MonthClosed").click();
            assertThat(console.page().locator(".tree-lit")).hasText("1993-01");
            story(console, "Opened").click();
            assertThat(console.page().locator(".tree-lit")).hasCount(5);
            console.page()
                    .getByRole(AriaRole.TAB)
                    .filter(new Locator.FilterOptions().setHasText("Cause"))
                    .click();
            assertThat(console.page().getByRole(AriaRole.TABPANEL)).containsText("Conversation");
            console.page()
                    .getByRole(AriaRole.TAB)
                    .filter(new Locator.FilterOptions().setHasText("Stored"))
                    .click();
            assertThat(console.page().getByLabel("The event as a CloudEvent")).containsText("\"specversion\": \"1.0\"");
            console.isForEverybody();
        }
    }

    @Test
    void tellWhatWasRejectedBetween() {
        open("refused", "Rose");
        SERVER.client().post("/streams/account/refused/Withdraw", """
                {"amount": 5, "method": "CARD"}""");
        try (Console console = SERVER.open("streams/account/refused")) {
            story(console, "INSUFFICIENT_FUNDS").click();
            assertThat(console.page().getByLabel("What is selected")).containsText("the balance is 0.00");
        }
    }

    @Test
    void showBothAsRecordedAndAsCorrected() {
        open("mended", "Mia");
        SERVER.client().post("/streams/account/mended/Deposit", """
                {"amount": 7, "method": "CASH"}""");
        SERVER.client().post("/streams/account/mended/corrections", """
                {"version": 2, "reason": "a zero was left out",
                 "read": [{"event": "Deposited", "data": {"amount": 70, "method": "CASH"}}]}""");
        try (Console console = SERVER.open("streams/account/mended?v=v2")) {
            console.page()
                    .getByRole(AriaRole.TAB)
                    .filter(new Locator.FilterOptions().setHasText("Recorded"))
                    .click();
            Locator panel = console.page().getByRole(AriaRole.TABPANEL);
            assertThat(panel.getByLabel("As recorded")).containsText("7.00");
            assertThat(panel.getByLabel("As corrected")).containsText("70.00");
            assertThat(panel).containsText("a zero was left out");
            console.isForEverybody();
        }
    }

    @Test
    void sendACommandOnceItIsSeenWhatItDoes() {
        open("commanded", "Carl");
        try (Console console = SERVER.open("streams/account/commanded")) {
            console.button("Send a command").click();
            console.field("Command").selectOption("Deposit");
            console.field("Amount").fill("12.50");
            console.field("Method").selectOption("CASH");
            console.button("Preview").click();
            assertThat(console.page().getByText("What will come of it")).isVisible();
            assertThat(SERVER.client()
                            .get("/streams/account/commanded")
                            .body()
                            .path("version")
                            .asInt())
                    .isEqualTo(1);
            console.isForEverybody();

            console.button("Send").click();
            assertThat(story(console, "Deposited")).isVisible();
            assertThat(SERVER.client()
                            .get("/streams/account/commanded")
                            .body()
                            .at("/state/balance")
                            .decimalValue())
                    .isEqualByComparingTo("12.50");
        }
    }

    @Test
    void sayWhyACommandIsRejected() {
        open("poor", "Paul");
        try (Console console = SERVER.open("streams/account/poor")) {
            console.button("Send a command").click();
            console.field("Command").selectOption("Withdraw");
            console.field("Amount").fill("1");
            console.field("Method").selectOption("CARD");
            console.button("Preview").click();
            assertThat(console.page().getByRole(AriaRole.ALERT)).containsText("INSUFFICIENT_FUNDS");
        }
    }

    @Test
    void showWhatComesMeanwhile() {
        open("followed", "Flo");
        try (Console console = SERVER.open("streams/account/followed")) {
            console.titled("account/followed");
            assertThat(console.page()
                            .getByText("Live", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            SERVER.client().post("/streams/account/followed/Deposit", """
                    {"amount": 3, "method": "CASH"}""");
            assertThat(story(console, "Deposited")).isVisible();
        }
    }

    @Test
    void runNothingThatIsStored() {
        SERVER.client()
                .post("/streams/account/hostile/Open", """
                {"owner": "%s", "overdraftLimit": 0}""".formatted(PAYLOAD), "Recount-Correlation", "<b>bold</b>");
        try (Console console = SERVER.open("streams/account/hostile")) {
            assertThat(console.page().getByLabel("State, with what has changed"))
                    .containsText("<img src=x");
            for (String tab : List.of("Recorded", "Cause", "Stored")) {
                console.page()
                        .getByRole(AriaRole.TAB)
                        .filter(new Locator.FilterOptions().setHasText(tab))
                        .click();
            }
            assertThat(console.page().getByLabel("The event as a CloudEvent")).containsText("onerror");
            assertThat(console.page().title()).isEqualTo("account/hostile – Recount");
        }
    }

    @Test
    void fitANarrowScreen() {
        var narrow = new Browser.NewContextOptions().setViewportSize(320, 640);
        for (String place : List.of("streams", "streams/account/1276", "streams/account/1276?at=1993-12-31")) {
            try (Console console = SERVER.open(place, narrow)) {
                assertThat(console.page().locator("main .section, main .story").first())
                        .isVisible();
                console.isForEverybody();
            }
        }
    }

    @Test
    void sayThatThereIsNoSuchStream() {
        try (Console console = SERVER.open("streams/account/none")) {
            assertThat(console.page().getByText("There is no account/none")).isVisible();
        }
    }
}
