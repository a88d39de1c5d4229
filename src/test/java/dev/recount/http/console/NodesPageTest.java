package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of nodes. */
@ResourceLock(SystemBrowser.LOCK)
class NodesPageTest {

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    @ParameterizedTest
    @EnumSource
    void tellsWhoDoesWhat(ConsoleServer.Ground ground) {
        try (Console console = SERVER.on(ground).open("nodes")) {
            console.titled("Nodes");
            assertThat(console.labelled("Who does what")).containsText("the one that you ask");
            assertThat(console.labelled("Who does what")).containsText("the view balances");
            assertThat(console.page().getByText("All streams are as they were stored"))
                    .isVisible();
            console.isForEverybody();
        }
    }

    @Test
    void tellsWhichStreamsAreBusy() {
        SERVER.client().post("/streams/account/busy/Open", """
                {"owner": "Ova", "overdraftLimit": 0}""");
        try (Console console = SERVER.open("nodes")) {
            assertThat(console.labelled("Busy streams")).containsText("Commands of the last minute");
        }
    }

    @Test
    void saysWhereThereIsNoArchive() {
        try (Console console = SERVER.open("nodes")) {
            console.button("See how many may move").click();
            assertThat(console.page().getByText("This server has no archive")).isVisible();
        }
    }

    @Test
    void fitsANarrowScreen() {
        try (Console console = SERVER.open("nodes", new Browser.NewContextOptions().setViewportSize(320, 640))) {
            assertThat(console.labelled("Who does what")).containsText("the view balances");
            console.isForEverybody();
        }
    }
}
