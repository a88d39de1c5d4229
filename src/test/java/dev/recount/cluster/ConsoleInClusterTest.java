package dev.recount.cluster;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.recount.example.bank.Bank;
import dev.recount.http.console.Console;
import dev.recount.http.console.SystemBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The console of a node of several: it shows what happens on all of them, also while one is replaced. */
@ResourceLock(SystemBrowser.LOCK)
class ConsoleInClusterTest {

    @RegisterExtension
    static final SystemBrowser.Given BROWSER = new SystemBrowser.Given();

    @Test
    void showsWhatHappensOnAllNodes() {
        try (TestCluster cluster = TestCluster.start(3, new Bank())) {
            cluster.client(0).post("/streams/account/wide/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}");
            try (Console console = Console.open(BROWSER.browser(), cluster.port(1), "streams/account/wide")) {
                console.titled("account/wide");
                assertThat(console.page().locator(".lead")).containsText("Version 1");
                cluster.client(2)
                        .postUntilSettled(
                                "/streams/account/wide/Deposit", "{\"amount\":5,\"method\":\"CASH\"}", "first");
                assertThat(console.page().locator(".lead")).containsText("Version 2");

                cluster.restart(2);
                cluster.client(0)
                        .postUntilSettled(
                                "/streams/account/wide/Deposit", "{\"amount\":6,\"method\":\"CASH\"}", "second");
                assertThat(console.page().locator(".lead")).containsText("Version 3");

                console.go("nodes");
                console.titled("Nodes");
                for (int node = 0; node < cluster.size(); node++) {
                    assertThat(console.page()
                                    .getByText(cluster.node(node).host() + ":"
                                            + cluster.node(node).port())
                                    .first())
                            .isVisible();
                }
                console.isForEverybody();
            }
        }
    }
}
