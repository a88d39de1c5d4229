package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of worlds. */
@ResourceLock(SystemBrowser.LOCK)
class WorldsPageTest {

    private static final Pattern WORLD = Pattern.compile("World [0-9]+");

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    private static void isWhole(Console console) {
        assertThat(console.heading()).hasText(WORLD);
        assertThat(console.page().getByText("whole", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @ParameterizedTest
    @EnumSource
    void tellWhatOtherRulesWouldHaveDecided(ConsoleServer.Ground ground) {
        ConsoleServer.On servers = SERVER.on(ground);
        try (Console console = servers.open("worlds")) {
            console.button("Make a world").click();
            console.page().locator("select[name=rules]").selectOption("overdraft-0");
            console.isForEverybody();
            console.button("Make it").click();
            isWhole(console);
            Locator summary = console.labelled("By command");
            assertThat(summary).containsText("Withdraw");
            assertThat(summary).containsText("INSUFFICIENT_FUNDS");
            console.isForEverybody();
            console.page().locator(".table-row").first().click();
            assertThat(console.page().getByRole(AriaRole.DIALOG)).containsText("the overdraft limit 0");
            console.page().keyboard().press("Escape");

            String world = console.heading().textContent().replace("World ", "");
            console.button("Drop it").click();
            console.confirm("Drop it", "seen");
            console.titled("Worlds");
            assertThat(servers.client().get("/admin/worlds/" + world).status()).isEqualTo(404);
        }
    }

    @Test
    void showRowsAsTheyWouldBe() {
        try (Console console = SERVER.open("worlds")) {
            console.button("Make a world").click();
            console.labelled("What is decided happens, and later commands meet it")
                    .check();
            console.labelled("balances").check();
            console.page()
                    .getByText("More", new Page.GetByTextOptions().setExact(true))
                    .click();
            console.page().locator("input[name=streams]").fill("account/11021");
            console.page().locator("input[name=without]").fill("account/11021@2");
            console.button("Make it").click();
            isWhole(console);
            String world = console.heading().textContent().replace("World ", "");
            String balance = SERVER.client()
                    .get("/admin/worlds/" + world + "/views/balances/difference")
                    .body()
                    .at("/rows/0/other/balance")
                    .asText();
            assertThat(console.labelled("Rows of balances that differ").locator(".tree-lit"))
                    .hasText(balance);
            console.isForEverybody();
        }
    }

    @Test
    void nameWhatIsWrongInAQuestion() {
        try (Console console = SERVER.open("worlds", new Browser.NewContextOptions().setViewportSize(320, 640))) {
            console.button("Make a world").click();
            console.page()
                    .getByText("More", new Page.GetByTextOptions().setExact(true))
                    .click();
            console.page().locator("input[name=from]").fill("once");
            console.button("Make it").click();
            assertThat(console.page().getByRole(AriaRole.ALERT)).containsText("from");
            console.isForEverybody();
        }
    }
}
