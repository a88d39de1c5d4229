package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.http.limit.Rate;
import dev.recount.http.limit.RateSettings;
import dev.recount.server.TestSession;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that are more than may be in a time. Each test has addresses and callers of its own. */
class RateLimitsTest {

    private static final int BURST = 6;
    private static final int PER_SECOND = 10;
    private static final int OF_ADDRESS = 40;

    /** Tokens come back so slowly that none does while a test runs, but for callers. */
    @RegisterExtension
    static final BankServer BANK = new BankServer(http -> TestAccess.named(
            http.with(new RateSettings(new Rate(1, OF_ADDRESS), new Rate(PER_SECOND, BURST), 100)),
            "X-User",
            addresses(),
            List.of(TestAccess.everything())));

    private static Set<InetAddress> addresses() {
        return IntStream.rangeClosed(2, 9)
                .mapToObj(last -> InetAddress.ofLiteral("127.0.0." + last))
                .collect(Collectors.toSet());
    }

    private static RawClient.Answer get(String address, String path, String user) throws IOException {
        try (RawClient client = RawClient.from(address, BANK.port())) {
            return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nX-User: " + user + "\r\n\r\n")
                    .read();
        }
    }

    private static long turnedAway(String by) throws IOException {
        String name = "recount_http_limited_total{by=\"" + by + "\"} ";
        return get("127.0.0.9", "/metrics", "operator")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    @Test
    void fromOneAddressAreTurnedAwayAndThoseOfOthersAreNot() throws IOException {
        long before = turnedAway("address");
        RawClient.Answer last = get("127.0.0.2", "/nowhere", "");
        for (int i = 0; i < 3 * OF_ADDRESS && last.status() != 429; i++) {
            assertThat(last.status()).isEqualTo(404);
            last = get("127.0.0.2", "/nowhere", "");
        }

        assertThat(assertProblem(last, 429, "TOO_MANY_REQUESTS")).contains("from this address");
        assertThat(last.header("retry-after")).isEqualTo("1");
        assertThat(get("127.0.0.3", "/nowhere", "").status()).isEqualTo(404);
        assertThat(turnedAway("address")).isGreaterThan(before);
        for (int i = 0; i < 3 * OF_ADDRESS; i++) {
            assertThat(get("127.0.0.2", "/health/live", "").status()).isEqualTo(200);
        }
    }

    @Test
    void ofOneCallerAreTurnedAwayWhereverTheyComeFrom() throws IOException {
        long before = turnedAway("caller");
        RawClient.Answer last = get("127.0.0.4", "/streams/account/none", "ann");
        for (int i = 0; i < 10 * BURST && last.status() != 429; i++) {
            assertThat(last.status()).isEqualTo(404);
            last = get("127.0.0." + (4 + i % 2), "/streams/account/none", "ann");
        }

        assertThat(assertProblem(last, 429, "TOO_MANY_REQUESTS")).contains("of this caller");
        assertThat(get("127.0.0.4", "/streams/account/none", "bob").status()).isEqualTo(404);
        assertThat(turnedAway("caller")).isGreaterThan(before);
    }

    @Test
    void ofASessionAreWaitedForAndAllAnswered() {
        int messages = 30;
        long begin = System.nanoTime();
        try (TestSession session =
                TestSession.openFrom(InetAddress.ofLiteral("127.0.0.7"), BANK.port(), "X-User", "dora")) {
            List<CompletableFuture<JsonNode>> sent = IntStream.range(0, messages)
                    .mapToObj(_ -> session.send(BulkLines.deposit("account/none", 1)))
                    .toList();

            assertThat(sent)
                    .allSatisfy(result ->
                            assertThat(result.join().path("code").asText()).isEqualTo("NOT_OPEN"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofMillis(1_000L * (messages - BURST) / PER_SECOND - 100));
    }

    @Test
    void aboutALineEachAreWaitedForAndAllAnswered() throws IOException {
        int lines = 30;
        String line =
                "{\"stream\":\"account/none\",\"command\":\"Deposit\",\"data\":{\"amount\":1,\"method\":\"CASH\"}}\n";
        String body = line.repeat(lines);
        long begin = System.nanoTime();

        RawClient.Answer answer;
        try (RawClient client = RawClient.from("127.0.0.6", BANK.port())) {
            answer = client.send("POST /streams HTTP/1.1\r\nHost: localhost\r\nX-User: carl\r\n"
                            + "Content-Type: application/x-ndjson\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body)
                    .read();
        }

        assertThat(answer.body().lines())
                .hasSize(lines)
                .allSatisfy(result -> assertThat(result).contains("NOT_OPEN"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofMillis(1_000L * (lines - BURST) / PER_SECOND - 100));
    }
}
