package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of views. */
@ResourceLock(SystemBrowser.LOCK)
class ViewsPageTest {

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    @BeforeAll
    static void await() {
        SERVER.server().awaitView("balances", "account/1276");
    }

    private static Locator rows(Console console) {
        return console.page().locator(".table-row");
    }

    @Test
    void listTheViews() {
        try (Console console = SERVER.open("views")) {
            console.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("balances"))
                    .click();
            console.titled("balances");
            console.page().goBack();
            console.titled("Views");
            console.isForEverybody();
        }
    }

    @Test
    void filterAndSort() {
        try (Console console = SERVER.open("views/balances")) {
            console.field("Field").selectOption("account");
            console.field("Condition").selectOption(".in");
            console.field("Value").fill("1276,2881");
            console.button("Add the filter").click();
            assertThat(rows(console)).hasCount(2);
            console.button("Account").click();
            assertThat(rows(console).first()).containsText("1276");
            console.isForEverybody();
            console.page().getByTitle("Take it out").click();
            assertThat(console.page().getByText("rows")).isVisible();
        }
    }

    @Test
    void groupAndAddUp() {
        try (Console console = SERVER.open("views/balances")) {
            console.field("Group by").selectOption("status");
            console.field("Add up").selectOption("balance");
            String sum = SERVER.client()
                    .get("/views/balances?group=status&sum=balance")
                    .body()
                    .at("/groups/0/sum/balance")
                    .asText();
            assertThat(console.page().locator(".table-row .number").filter(new Locator.FilterOptions().setHasText(sum)))
                    .isVisible();
        }
    }

    @Test
    void showRowsAsOfAnyTime() {
        try (Console console = SERVER.open("views/balances?where.account=1276")) {
            console.lookAt("1993-06-30");
            String balance = SERVER.client()
                    .get("/views/balances/1276?at=1993-06-30")
                    .body()
                    .at("/row/balance")
                    .asText();
            assertThat(rows(console)).containsText(balance);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leadToARow(ConsoleServer.Ground ground) {
        ConsoleServer.On servers = SERVER.on(ground);
        servers.awaitView("balances", "account/1276");
        try (Console console = servers.open("views/balances?where.account=1276")) {
            rows(console).getByRole(AriaRole.LINK).click();
            console.titled("1276");
            assertThat(console.page()
                            .getByLabel("The row", new Page.GetByLabelOptions().setExact(true))
                            .first())
                    .containsText("client 1540");
        }
    }

    @Test
    void fitANarrowScreen() {
        try (Console console =
                SERVER.open("views/balances", new Browser.NewContextOptions().setViewportSize(320, 640))) {
            assertThat(rows(console).first()).isVisible();
            console.isForEverybody();
        }
    }
}
