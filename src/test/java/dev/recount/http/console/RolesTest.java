package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What callers see of the pages of operators, by the roles that a proxy names. */
@ResourceLock(SystemBrowser.LOCK)
class RolesTest {

    private static final String USER = "X-User";

    @RegisterExtension
    static final SystemBrowser.Given BROWSER = new SystemBrowser.Given();

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(TestAccess.named(
                        settings.http(),
                        USER,
                        TestAccess.read(folder, """
                                proxy { header = "%s", addresses = ["127.0.0.1"] }
                                rules = [
                                  { roles = [clerk], rights = [read, write, subscribe, query] }
                                  { roles = [operator], rights = [operate] }
                                  { roles = [auditor], rights = [read], streams = ["account/1*"] }
                                ]
                                """.formatted(USER)).rules())),
                new Bank());
        server.client().post("/streams/account/1/Open", """
                        {"owner": "Ann", "overdraftLimit": 0}""", USER, "ann", USER + "-Roles", "clerk");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Console as(String role, String place) {
        return Console.open(
                BROWSER.browser(),
                server.port(),
                place,
                new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setExtraHTTPHeaders(Map.of(USER, role, USER + "-Roles", role)));
    }

    private static Locator page(Console console, String title) {
        return console.labelled("Pages")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(title).setExact(true));
    }

    private static int status(String role, String path) {
        HttpRequest request = server.client()
                .request(path)
                .header(USER, role)
                .header(USER + "-Roles", role)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .build();
        TestClient.Answer answer = server.client().send(request);
        return answer.status();
    }

    @Test
    void aClerkSeesNothingOfOperatorsAndIsRefusedByTheServerToo() {
        try (Console console = as("clerk", "corrections/account/1")) {
            console.titled("Corrections of account/1");
            assertThat(console.page().getByText("Nothing of this stream was corrected"))
                    .isVisible();
            assertThat(console.labelled("Correct it")).hasCount(0);
            for (String title : List.of("Work", "Worlds", "People", "Nodes")) {
                assertThat(page(console, title)).hasCount(0);
            }
            console.go("people/account/1");
            assertThat(console.page().getByText("or you may not see it")).isVisible();
        }
        assertThat(status("clerk", "/subjects/account/1/erase")).isEqualTo(403);
        assertThat(status("clerk", "/streams/account/1/corrections")).isEqualTo(403);
        assertThat(status("clerk", "/admin/worlds")).isEqualTo(403);
        assertThat(status("clerk", "/admin/views/balances/rebuild")).isEqualTo(403);
    }

    @Test
    void anOperatorSeesWhoMayDoWhat() {
        try (Console console = as("operator", "nodes")) {
            Locator matrix = console.labelled("Roles and rights");
            assertThat(matrix.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("auditor")))
                    .containsText("on a part");
            assertThat(matrix.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("clerk")))
                    .containsText("on all");
            assertThat(console.labelled("Rules")).containsText("account/1*");
            assertThat(page(console, "Streams")).hasCount(0);
            console.isForEverybody();
            console.page()
                    .getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Work").setExact(true))
                    .click();
            assertThat(console.button("Pause balances")).isVisible();
        }
    }
}
