package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.recount.server.Pause;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of seals, on which the browser checks receipts by itself. */
@ResourceLock(SystemBrowser.LOCK)
class SealsPageTest {

    private static final String OTHER_KEY = "witness.example.com+41589839+BCJQMjvVZU3A4SUOQrmE3RjAyZIDjMtWkyoOJqPqvyyO";

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    @BeforeAll
    static void await() {
        await(SERVER.on(ConsoleServer.Ground.ONE_SERVER));
    }

    private static void await(ConsoleServer.On servers) {
        Pause.until(
                () -> servers.client().get("/seal").body().at("/trees/0/size").asLong() > 4_000);
    }

    private static Locator checked(Console console) {
        return console.labelled("What was checked");
    }

    private static void getTheReceipt(Console console) {
        console.page().locator("input[name=event]").fill("account/1276@1");
        console.button("Get and check it").click();
    }

    @Test
    void showsCheckpoints() {
        try (Console console = SERVER.open("seals")) {
            console.button("Show the checkpoint of 1").click();
            String origin =
                    SERVER.client().get("/seal").body().at("/trees/0/origin").asText();
            assertThat(console.labelled("Checkpoint")).containsText(origin);
            console.isForEverybody();
        }
    }

    @ParameterizedTest
    @EnumSource
    void checksAReceiptStepByStep(ConsoleServer.Ground ground) {
        ConsoleServer.On servers = SERVER.on(ground);
        await(servers);
        try (Console console = servers.open("seals")) {
            getTheReceipt(console);
            assertThat(checked(console)).containsText("account/1276@1 is in the sealed log");
            assertThat(checked(console).locator(".check-good")).hasCount(7);
            assertThat(checked(console).locator(".check-bad")).hasCount(0);
            console.isForEverybody();
        }
    }

    /** An event that is another one than was sealed, a way up that leads elsewhere, and a checkpoint of another size. */
    @Test
    void findsWhatWasForged() {
        try (Console console = SERVER.open("seals")) {
            getTheReceipt(console);
            Locator receipt = console.page().locator("textarea[name=receipt]");
            assertThat(checked(console).locator(".check-good")).hasCount(7);
            String good = receipt.inputValue();
            String[] lines = good.split("\n");

            String extra = new String(
                    Base64.getDecoder().decode(lines[1].substring("extra ".length())), StandardCharsets.UTF_8);
            check(
                    console,
                    good.replace(lines[1], "extra " + base64(extra.replace("account.Opened", "account.Closed"))));
            isWrong(console, "It has another hash");
            check(
                    console,
                    good.replace(lines[1], "extra " + base64(extra.replace("\"version\":1,", "\"version\":2,"))));
            isWrong(console, "not in this tree, or was changed");
            check(console, good.replace(lines[3], lines[4]));
            isWrong(console, "not in this tree, or was changed");
            int size = Arrays.asList(lines).indexOf("") + 2;
            check(console, good.replace("\n" + lines[size] + "\n", "\n" + lines[size] + "1\n"));
            isWrong(console, "No signature of");
            check(console, "no receipt at all");
            isWrong(console, "Its first line has to be");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(Console console, String receipt) {
        console.page().locator("textarea[name=receipt]").fill(receipt);
        console.button("Check it").click();
    }

    private static void isWrong(Console console, String why) {
        assertThat(checked(console).locator(".check-bad")).containsText(why);
    }

    @Test
    void trustsTheKeysThatAreGivenAlone() {
        try (Console console = SERVER.open("seals")) {
            Locator keys = console.page().locator("textarea[name=keys]");
            String own = keys.inputValue();
            getTheReceipt(console);
            assertThat(checked(console).locator(".check-good")).hasCount(7);
            keys.fill(OTHER_KEY);
            console.button("Check it").click();
            isWrong(console, "no key that is given is of that name");
            keys.fill(own + "\n" + OTHER_KEY);
            console.button("Check it").click();
            isWrong(console, "No cosignature of witness.example.com is valid");
        }
    }

    @Test
    void fitsANarrowScreen() {
        try (Console console = SERVER.open("seals", new Browser.NewContextOptions().setViewportSize(320, 640))) {
            assertThat(console.button("Check it")).isVisible();
            console.isForEverybody();
        }
    }
}
