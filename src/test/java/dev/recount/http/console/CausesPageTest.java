package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of what led to what: the conversation in which an order was placed and carried out. */
@ResourceLock(SystemBrowser.LOCK)
class CausesPageTest {

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    private static Purchase purchase;

    @BeforeAll
    static void find() {
        purchase = Purchase.on(SERVER.on(ConsoleServer.Ground.ONE_SERVER));
    }

    /** An order that was carried out, and the command with which its conversation began. */
    private record Purchase(String order, JsonNode begun) {

        static Purchase on(ConsoleServer.On servers) {
            String order = servers.endedOrder();
            return new Purchase(
                    order,
                    servers.client()
                            .get("/streams/order/" + order + "/decisions?limit=1")
                            .body()
                            .at("/decisions/0"));
        }

        String conversation() {
            return begun.path("correlation").asText();
        }
    }

    private static Locator node(Console console, String text) {
        return console.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text + ":"));
    }

    @ParameterizedTest
    @EnumSource
    void drawWhatLedToWhat(ConsoleServer.Ground ground) {
        ConsoleServer.On servers = SERVER.on(ground);
        Purchase one = Purchase.on(servers);
        try (Console console = servers.open("causes/" + one.conversation())) {
            console.titled(one.conversation());
            Locator checkedOut = node(console, "CheckOut to cart/" + one.order);
            checkedOut.click();
            checkedOut.press("ArrowDown");
            Locator placed = node(console, "Place to order/" + one.order);
            assertThat(placed).isFocused();
            assertThat(console.labelled("What is selected")).containsText("place-order, a handler");
            placed.press("ArrowUp");
            assertThat(checkedOut).isFocused();
            console.isForEverybody();
        }
    }

    @Test
    void tellItAsASequenceAndInWords() {
        try (Console console = SERVER.open("causes/" + purchase.conversation())) {
            console.button("Sequence").click();
            assertThat(console.page().locator("svg.sequence")).containsText("cart/" + purchase.order);
            console.isForEverybody();
            console.button("Outline").click();
            assertThat(console.page().locator(".outline").first()).containsText("The handler place-order");
            console.isForEverybody();
        }
    }

    @Test
    void tellHowFarItHadComeThen() {
        try (Console console = SERVER.open("causes/" + purchase.conversation())) {
            console.lookAt(purchase.begun.path("time").asText());
            assertThat(node(console, "Place to order/" + purchase.order)).isVisible();
            assertThat(console.page().locator("[data-node]")).hasCount(2);
            console.lookAt("1993-12-31");
            assertThat(console.page().getByText("Nothing of it had happened then"))
                    .isVisible();
        }
    }

    @Test
    void listTheLatestConversations() {
        try (Console console = SERVER.open("causes")) {
            Locator first = console.page().locator(".table-row").first();
            assertThat(first).isVisible();
            console.isForEverybody();
            first.getByRole(AriaRole.LINK).click();
            assertThat(console.page().locator("[data-node]").first()).isVisible();
        }
    }

    @Test
    void showTextsAsTextsAlone() {
        String harm = "<img src=x onerror=alert(1)>";
        SERVER.client().post("/streams/account/harmed/Open", """
                        {"owner": "%s", "overdraftLimit": 0}""".formatted(harm), "Recount-Correlation", harm);
        try (Console console = SERVER.open(
                "causes/" + URLEncoder.encode(harm, StandardCharsets.UTF_8).replace("+", "%20"))) {
            console.titled(harm);
            assertThat(console.labelled("What is selected")).containsText("owner: " + harm);
            console.button("Sequence").click();
            assertThat(console.page().locator("svg.sequence")).containsText("Open");
            assertThat(console.page().locator("img")).hasCount(0);
        }
    }

    @Test
    void fitANarrowScreen() {
        try (Console console = SERVER.open(
                "causes/" + purchase.conversation(), new Browser.NewContextOptions().setViewportSize(320, 640))) {
            assertThat(node(console, "CheckOut to cart/" + purchase.order)).isVisible();
            console.isForEverybody();
        }
    }
}
