package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.recount.cli.Recount;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.server.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import picocli.CommandLine;

/** The console of a server that knows its callers. */
@ResourceLock(SystemBrowser.LOCK)
class LogInTest {

    @RegisterExtension
    static final SystemBrowser.Given BROWSER = new SystemBrowser.Given();

    @TempDir
    static Path folder;

    private static TestServer server;
    private static String clerk;
    private static String reader;

    @BeforeAll
    static void start() {
        Path callers = folder.resolve("callers");
        clerk = key(callers, "clerk");
        reader = key(callers, "reader");
        server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http().with(TestAccess.read(folder, """
                        callers-file = "%s"
                        rules = [
                          { roles = [clerk], rights = [read, write, subscribe, query, personal] }
                          { roles = [reader], rights = [read], streams = ["account/*"] }
                        ]
                        """.formatted(callers)))),
                new Bank());
        server.client().post("/streams/account/1/Open", """
                {"owner": "Ann", "overdraftLimit": 0}""", "Authorization", "Bearer " + clerk);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String key(Path callers, String name) {
        var out = new StringWriter();
        int exit = new CommandLine(new Recount())
                .setOut(new PrintWriter(out))
                .execute("keys", "add", name, "--role", name, "--callers", callers.toString());
        assertThat(exit).isZero();
        return out.toString().strip();
    }

    private static Console open(String place) {
        return Console.open(BROWSER.browser(), server.port(), place);
    }

    private static void logIn(Console console, String key) {
        console.page()
                .getByLabel("API key", new Page.GetByLabelOptions().setExact(true))
                .check();
        console.page().locator("input[name=secret]").fill(key);
        console.button("Log in").click();
    }

    @Test
    void asksWhoItIsAndThenShowsThePageThatWasAskedFor() {
        try (Console console = open("streams/account/1")) {
            console.titled("Log in to Recount");
            console.isForEverybody();
            logIn(console, "recount_key_wrong");
            assertThat(console.page().getByRole(AriaRole.ALERT)).isVisible();
            logIn(console, clerk);
            console.titled("account/1");
            console.page().reload();
            console.titled("account/1");
            console.button("Log out").click();
            console.titled("Log in to Recount");
        }
    }

    @Test
    void offersWhatTheCallerMayDoAndNoMore() {
        try (Console console = open("streams/account/1")) {
            logIn(console, reader);
            console.titled("account/1");
            assertThat(console.button("Send a command")).hasCount(0);
            assertThat(console.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Views")))
                    .hasCount(0);
            assertThat(console.page().getByLabel("State, with what has changed"))
                    .containsText("masked");
            assertThat(server.client()
                            .post("/streams/account/1/Deposit", """
                    {"amount": 1, "method": "CASH"}""", "Authorization", "Bearer " + reader)
                            .status())
                    .isEqualTo(403);
            console.go("views");
            assertThat(console.page().getByText("There is no such page, or you may not see it"))
                    .isVisible();
            console.isForEverybody();
        }
    }

    @Test
    void neverCopiesTheCredential() {
        try (Console console = Console.open(
                BROWSER.browser(),
                server.port(),
                "streams/account/1",
                new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")))) {
            logIn(console, clerk);
            console.titled("account/1");
            assertThat(console.page().locator(".story-button").first()).isVisible();
            console.button("Copy as curl").click();
            assertThat(console.page().getByText("Copied")).isVisible();
            assertThat((String) console.page().evaluate("() => navigator.clipboard.readText()"))
                    .contains("/streams/account/1/history", "Authorization: Bearer $TOKEN")
                    .doesNotContain(clerk);
        }
    }
}
