package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import dev.recount.example.bank.Bank;
import dev.recount.server.Pause;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Lists of very many rows, of which only those in sight are in the page. */
@ResourceLock(SystemBrowser.LOCK)
class ManyRowsTest {

    private static final int ROWS = 10_000;
    private static final int MOST_IN_PAGE = 150;

    @RegisterExtension
    static final SystemBrowser.Given BROWSER = new SystemBrowser.Given();

    @TempDir
    Path folder;

    @Test
    void areGoneThroughToTheEnd() {
        try (TestServer server = TestServer.start(folder, new Bank())) {
            List<JsonNode> opened = server.client()
                    .bulk(IntStream.range(0, ROWS).mapToObj(ManyRowsTest::open).toList());
            assertThat(opened).hasSize(ROWS);
            Pause.until(() -> server.client()
                            .get("/views/balances?account=" + number(ROWS - 1))
                            .body()
                            .path("rows")
                            .size()
                    == 1);
            try (Console console = Console.open(BROWSER.browser(), server.port(), "views/balances?sort=account")) {
                Locator rows = console.page().locator(".table-row");
                assertThat(rows.first()).isVisible();
                Locator last = rows.filter(new Locator.FilterOptions().setHasText(number(ROWS - 1)));
                Pause.until(() -> {
                    console.page()
                            .evaluate("() => { const t = document.querySelector('.table');"
                                    + " t.scrollTop = t.scrollHeight; }");
                    assertThat(rows.count()).isLessThan(MOST_IN_PAGE);
                    return last.count() == 1;
                });
                assertThat(last).isVisible();
            }
        }
    }

    private static String number(int row) {
        return "n" + (100_000 + row);
    }

    private static String open(int row) {
        return "{\"stream\":\"account/" + number(row)
                + "\",\"command\":\"Open\",\"data\":{\"owner\":\"Ann\",\"overdraftLimit\":0}}";
    }
}
