package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.http.connection.ConnectionLimits;
import dev.recount.http.request.HttpSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections that are many, idle or slow, to a server with a port for operators. */
class ConnectionLimitsTest {

    private static final int MOST = 60;
    private static final int MOST_OF_ADDRESS = 50;

    @RegisterExtension
    static final BankServer BANK =
            new BankServer(http -> http.with(new ConnectionLimits(MOST, MOST_OF_ADDRESS, Duration.ofSeconds(1)))
                    .with(new HttpSettings.Management("127.0.0.1", 0)));

    private static final String GET = "GET /streams/account/none HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static TestClient management;

    private final List<RawClient> clients = new ArrayList<>();

    @BeforeAll
    static void openManagement() {
        management = new TestClient(BANK.managementPort());
    }

    @AfterAll
    static void closeManagement() {
        management.close();
    }

    @AfterEach
    void allThatWereOpenedEnd() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        Pause.until(() -> connections() <= 1); // that of the operator
    }

    private int connections() {
        String metrics =
                management.sendText(management.request("/metrics").GET().build());
        return metrics.lines()
                .filter(line -> line.startsWith("recount_http_connections "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private RawClient open() throws IOException {
        return opened(new RawClient(BANK.port()));
    }

    private RawClient opened(RawClient client) {
        clients.add(client);
        return client;
    }

    @Test
    void areClosedWhereNothingComes() throws IOException {
        assertThat(open().readToEnd()).isEmpty();
    }

    @Test
    void areAnsweredAndClosedWhereAHeadIsNotSentInTime() throws IOException {
        assertThat(open().send("GET /streams/account/none HTTP/1.1\r\nHost: loc")
                        .readToEnd())
                .startsWith("HTTP/1.1 408 ")
                .contains("TOO_SLOW");
        RawClient second = open().send(GET);
        assertThat(second.read().status()).isEqualTo(404);
        assertThat(second.send("G").readToEnd()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void areClosedWhereAHeadComesByTheByte() throws IOException {
        RawClient slow = open();
        long begin = System.nanoTime();
        Pause.until(() -> {
            slow.sendAll("X");
            return System.nanoTime() - begin > Duration.ofMillis(1_500).toNanos();
        });

        assertThat(slow.readToEnd()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void thatWereOfUseMayRest() throws IOException {
        RawClient patient = open().send(GET);
        assertThat(patient.read().status()).isEqualTo(404);
        assertThat(open().readToEnd()).isEmpty(); // longer than a head may take

        assertThat(patient.send(GET).read().status()).isEqualTo(404);
    }

    @Test
    void ofOneAddressDoNotTakeThoseOfOthers() throws IOException {
        for (int i = 0; i < MOST_OF_ADDRESS; i++) {
            assertThat(open().send(GET).read().status()).isEqualTo(404);
        }
        try (RawClient oneTooMany = new RawClient(BANK.port())) {
            assertProblem(oneTooMany.read(), 503, "OVERLOADED");
        }
        for (int i = MOST_OF_ADDRESS; i < MOST; i++) {
            assertThat(opened(RawClient.from("127.0.0.2", BANK.port()))
                            .send(GET)
                            .read()
                            .status())
                    .isEqualTo(404);
        }
        try (RawClient refused = RawClient.from("127.0.0.3", BANK.port())) {
            assertThat(refused.readToEnd())
                    .contains(
                            "HTTP/1.1 503 ", "Retry-After: 1", "Connection: close", "X-Content-Type-Options: nosniff");
        }
        int withThatOfTheOperator = MOST + 1;
        assertThat(connections()).isEqualTo(withThatOfTheOperator);

        clients.getFirst().close();
        Pause.until(() -> connections() < withThatOfTheOperator);
        assertThat(opened(RawClient.from("127.0.0.2", BANK.port()))
                        .send(GET)
                        .read()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void thatAreFarTooManyTakeNothingFromOperators() throws IOException {
        for (int i = 0; i < 400; i++) {
            open();
            if (i % 50 == 0) {
                assertThat(management.get("/health/live").status()).isEqualTo(200);
            }
        }
        for (RawClient each : clients) {
            assertThat(each.readToEnd()).matches("|(?s)HTTP/1\\.1 503 .*OVERLOADED.*");
        }
    }

    @Test
    void ofOperatorsAreForWhatTheyAskAlone() {
        try (TestClient main = new TestClient(BANK.port())) {
            for (String path :
                    new String[] {"/health/live", "/health/ready", "/metrics", "/admin/views", "/admin/cluster"}) {
                HttpRequest here = management.request(path).GET().build();
                assertThat(management.sendPlainly(here).statusCode()).as(path).isEqualTo(200);
                assertThat(main.get(path).status()).as(path).isEqualTo(404);
            }
            assertThat(main.get("/openapi.json").body().path("paths").has("/admin/cluster"))
                    .isFalse();
        }
        assertThat(management.get("/streams/account").status()).isEqualTo(404);
        assertThat(management.post("/streams/account/1/Open", BankAccount.OPEN).status())
                .isEqualTo(404);
    }
}
