package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The identity of a caller, where a proxy in front of the server tells it. */
class PrincipalTest {

    private static final String HEADER = "X-Forwarded-User";

    @RegisterExtension
    static final BankServer BANK = new BankServer(http -> TestAccess.named(http, HEADER));

    @Test
    void isStoredWithTheEvents() {
        JsonNode answer = BANK.client()
                .post("/streams/account/1/Open", BankAccount.OPEN, "x-forwarded-user", "ann@example.org")
                .body();

        assertThat(answer.path("events").path(0).path("principal").asText()).isEqualTo("ann@example.org");
    }

    @Test
    void isNeverACredential() {
        for (String credential : new String[] {
            "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x", "eyJhbGciOiJIUzI1NiJ9.e30.x", "basic YW5uOnNlY3JldA=="
        }) {
            String problem = assertProblem(
                    BANK.client().post("/streams/account/credential/Open", BankAccount.OPEN, HEADER, credential),
                    400,
                    "MALFORMED");
            assertThat(problem).startsWith(HEADER + ": ").doesNotContain(credential.substring(7));
        }
    }

    @Test
    void isRequiredOfEveryCommand() {
        assertProblem(BANK.client().post("/streams/account/2/Open", BankAccount.OPEN), 401, "UNAUTHENTICATED");
        assertProblem(
                BANK.client()
                        .send(BANK.client()
                                .request("/streams")
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofString("{}"))
                                .build()),
                401,
                "UNAUTHENTICATED");
    }

    @Test
    void isRequiredOfEveryReader() {
        for (String path :
                new String[] {"/streams/account", "/streams/account/2", "/streams/account/2/events", "/events"}) {
            assertProblem(BANK.client().get(path), 401, "UNAUTHENTICATED");
        }
    }

    @Test
    void isNeitherEmptyNorEndlessNorAHandlers() {
        for (String name : new String[] {"", " ", "x".repeat(129), "handler:reserve-stock"}) {
            assertProblem(
                    BANK.client().post("/streams/account/3/Open", BankAccount.OPEN, HEADER, name), 400, "MALFORMED");
        }
    }

    @Test
    void isOneAlone() {
        assertProblem(
                BANK.client().post("/streams/account/4/Open", BankAccount.OPEN, HEADER, "mallory", HEADER, "ann"),
                400,
                "MALFORMED");
    }
}
