package dev.recount.http.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.server.TestClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that would be scripts, in whatever a client can have stored: the pages show them as texts. */
@ResourceLock(SystemBrowser.LOCK)
class HostileTextsTest {

    private static final String HARM = "<img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}";

    @RegisterExtension
    static final ConsoleServer SERVER = new ConsoleServer();

    @BeforeAll
    static void store() {
        send("account/hostile", "Open", "{\"owner\": \"HARM\", \"overdraftLimit\": 0}");
        send("account/hostile", "Withdraw", "{\"amount\": 999999, \"method\": \"CASH\"}", 422);
        send("customer/hostile", "Register", """
                {"name": "HARM", "email": "anna@example.org", "address":
                  {"street": "HARM", "postalCode": "20095", "city": "HARM", "country": "DE"}}""");
        send("stock/hostile", "Offer", """
                {"name": "HARM", "description": "HARM", "category": "HARM", "price": 1}""");
        send("stock/hostile", "Receive", "{\"quantity\": 1}");
        SERVER.server().awaitView("balances", "account/hostile");
        SERVER.server().awaitView("products", "stock/hostile");
        SERVER.server().awaitView("customers", "customer/hostile");
        Answer corrected = SERVER.client().post("/streams/account/hostile/corrections", """
                {"corrections": [{"version": 1, "read": [
                  {"event": "Opened", "data": {"owner": "HARM", "overdraftLimit": 1}}]}],
                 "reason": "HARM"}""".replace("HARM", HARM));
        assertThat(corrected.status()).as("%s", corrected.body()).isEqualTo(200);
    }

    private static void send(String stream, String command, String data) {
        send(stream, command, data, 200);
    }

    private static void send(String stream, String command, String data, int status) {
        var headers = new ArrayList<>(List.of("Idempotency-Key", HARM + command, "Recount-Correlation", HARM));
        if (stream.startsWith("account/")) {
            headers.addAll(List.of("Recount-Meta-Channel", HARM));
        }
        Answer answer = SERVER.client()
                .post("/streams/" + stream + "/" + command, data.replace("HARM", HARM), headers.toArray(String[]::new));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overview",
                "streams/account/hostile",
                "streams/account/hostile?known=recorded",
                "streams/customer/hostile",
                "streams/stock/hostile",
                "views/balances/hostile",
                "views/customers/hostile",
                "views/products/hostile",
                "views/products",
                "views/customers",
                "causes/HARM",
                "corrections",
                "corrections/account/hostile",
                "people/account/hostile",
                "people/customer/hostile",
                "streams/account/HARM",
                "views/HARM",
                "worlds/HARM",
                "HARM"
            })
    void areShownAsTexts(String place) {
        String harm = URLEncoder.encode(HARM, StandardCharsets.UTF_8).replace("+", "%20");
        try (Console console = SERVER.open(place.replace("HARM", harm))) {
            assertThat(console.heading()).isVisible();
            assertThat(console.page().locator(".waiting")).hasCount(0);
            List<String> foreign = List.of("img", "script:not([src])", "[onerror]");
            foreign.forEach(
                    each -> assertThat(console.page().locator("body " + each)).hasCount(0));
            Pause.briefly(); // what would run has had the time to
        }
    }
}
