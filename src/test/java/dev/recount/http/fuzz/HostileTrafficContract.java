package dev.recount.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.recount.database.TestDatabases;
import dev.recount.database.DatabaseKind;
import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.http.connection.ConnectionLimits;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.view.ViewSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that gets thousands of hostile requests: each has its answer, none of them changes anything, and nothing is
 * left behind. Set the system property {@code seed} to the seed that a failure prints, to send the same again.
 */
abstract class HostileTrafficContract {

    private static final int CLIENTS = 8;
    private static final Duration SOON = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private TestServer server;
    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

    abstract DatabaseKind kind();

    /** Returns how many requests are sent. */
    abstract int requests();

    @BeforeEach
    void start() {
        server = TestServer.start(folder, this::settings, new Bank(), new Shop());
        TestClient client = server.client();
        client.post("/streams/account/calm/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}");
        for (int i = 1; i <= 20; i++) {
            client.post("/streams/account/calm/Deposit", "{\"amount\":" + i + ",\"method\":\"CASH\"}");
        }
    }

    private Settings settings(Settings settings) {
        var http = settings.http().withBodyTimeout(SOON).with(new ConnectionLimits(1_000, 1_000, SOON));
        ViewSettings views = settings.views();
        return settings.withJournal(TestDatabases.settings(kind(), folder))
                .withHttp(http)
                .withViews(new ViewSettings(
                        views.recentRows(),
                        views.connections(),
                        views.maxWaiting(),
                        views.queryTimeout(),
                        Duration.ofMillis(200)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isAnsweredAndChangesNothing() throws Exception {
        send(seed, requests() / 20); // so that what is made once is there
        List<String> before = everything();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long files = openFiles();

        send(seed + CLIENTS, requests());

        assertThat(everything()).as("-Dseed=%d", seed).isEqualTo(before);
        Pause.until(() -> connections() <= 2);
        Pause.until(() -> openFiles() <= files + CLIENTS);
        Pause.until(() -> ManagementFactory.getThreadMXBean().getThreadCount() <= threads + CLIENTS);
        assertThat(server.client()
                        .post("/streams/account/calm/Deposit", "{\"amount\":1,\"method\":\"CASH\"}")
                        .status())
                .isEqualTo(200);
        assertThat(statuses).as("kinds of answers").containsKeys(200, 400, 404, 422);
    }

    private void send(long from, int requests) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<? extends Future<?>> all = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> clients.submit(() -> sendAll(from + number, requests / CLIENTS)))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private Void sendAll(long from, int requests) throws IOException {
        var generator = new HostileRequests(new Random(from));
        try (var client = new HostileClient(server.port())) {
            for (int i = 0; i < requests; i++) {
                HostileRequests.Request request = generator.next();
                try {
                    client.exchange(request).ifPresent(this::requireFit);
                } catch (IOException | RuntimeException | AssertionError failure) {
                    throw new AssertionError("-Dseed=" + seed + ", request " + i + ": " + request, failure);
                }
            }
        }
        return null;
    }

    private void requireFit(HostileClient.Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        assertThat(answer.status())
                .as("%s", answer)
                .satisfiesAnyOf(
                        status -> assertThat(status).isBetween(200, 499), // 501 and 505: no such method, no such version
                        status -> assertThat(status).isIn(501, 503, 505));
        if (answer.status() >= 400) {
            assertThat(answer.headers()).contains("content-type: application/problem+json");
        }
        assertThat(answer.body())
                .doesNotContain("\tat ", "Exception", "java.lang", "org.apache", "fasterxml", "\"status\":500", "\"status\":5");
    }

    /** Returns the log, the streams, and the rows of all views and how these stand, once they have seen all of it. */
    private List<String> everything() {
        return Stream.of(
                        "/events?limit=1000",
                        "/streams/account",
                        "/views/balances",
                        "/views/turnover",
                        "/views/products",
                        "/views/customers",
                        "/admin/views/balances",
                        "/admin/views/turnover",
                        "/admin/handlers")
                .map(this::text)
                .toList();
    }

    private String text(String path) {
        TestClient client = server.client();
        var request = client.request(path).GET();
        if (path.startsWith("/views/balances") || path.startsWith("/views/turnover")) {
            request.header("Recount-After", "account/calm@21");
        }
        return client.sendText(request.build());
    }

    private int connections() {
        return text("/metrics")
                .lines()
                .filter(line -> line.startsWith("recount_http_connections "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private static long openFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
