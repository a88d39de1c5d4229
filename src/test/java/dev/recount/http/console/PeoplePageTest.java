package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import dev.recount.server.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of people. */
@ResourceLock(SystemBrowser.LOCK)
class PeoplePageTest {

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    @ParameterizedTest
    @EnumSource
    void tellWhatIsHeldAndGiveACopyOfIt(ConsoleServer.Ground ground) throws IOException {
        try (Console console = SERVER.on(ground).open("people")) {
            console.titled("People");
            console.isForEverybody();
            console.page().locator("[data-search]").fill("account/1276");
            console.button("See what is held").click();
            console.titled("account/1276");
            assertThat(console.labelled("Rows of views, of now and of the past"))
                    .containsText("balances");
            console.isForEverybody();
            console.button("Export").click();
            Download file = console.page()
                    .waitForDownload(() -> console.button("Save the file").click());
            assertThat(file.suggestedFilename()).isEqualTo("account-1276.json");
            assertThat(Files.readString(file.path()))
                    .contains("\"subject\":\"account/1276\"")
                    .contains("client 1540");
        }
    }

    @Test
    void forgetAPersonOnceItIsMeant() {
        TestClient client = SERVER.client();
        client.post("/streams/account/forgotten/Open", """
                {"owner": "Ova", "overdraftLimit": 0}""");
        try (Console console = SERVER.open("people/account/forgotten")) {
            console.button("Forget this person").click();
            console.page().locator("input[name=ground]").fill("GDPR, article 17(1)(a)");
            assertThat(console.button("Forget for good")).isDisabled();
            console.page().locator("input[name=name]").fill("account/forgotten");
            console.isForEverybody();
            console.button("Forget for good").click();
            assertThat(console.page().getByText("holds", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(console.button("Forget this person")).hasCount(0);
            console.isForEverybody();
        }
        assertThat(client.get("/streams/account/forgotten")
                        .body()
                        .at("/state/owner")
                        .isNull())
                .isTrue();
    }

    @Test
    void fitANarrowScreen() {
        try (Console console =
                SERVER.open("people/account/1276", new Browser.NewContextOptions().setViewportSize(320, 640))) {
            console.titled("account/1276");
            assertThat(console.button("Export")).isVisible();
            console.isForEverybody();
        }
    }
}
