package dev.recount.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.process.ServerProcess;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private static final int MOST_TOLD = 20;

    /** No such method, too much at a time or a view that has not seen an event, and no such version of HTTP. */
    private static final Set<Integer> EXPECTED = Set.of(501, 503, 505);

    private static final List<String> INSIDE =
            List.of("\tat ", "Exception", "java.lang", "org.apache", "fasterxml", "dev.recount", "INTERNAL", "DEFECT");

    @TempDir
    Path folder;

    private ServerProcess server;
    private TestClient client;
    private List<String> cursors = List.of();
    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

    /** Returns the settings of the journal, within those of Recount. */
    abstract String journal();

    /** Returns how many requests are sent. */
    abstract int requests();

    /** Returns the settings of who may do what, within those of Recount; nothing where everybody may do everything. */
    String access() throws IOException {
        return "";
    }

    /** Returns the header by which callers are known, its name and its value; nothing where they need not be. */
    List<String> credential() {
        return List.of();
    }

    private Answer post(String path, String json, String... headers) {
        var all = new ArrayList<>(credential());
        all.addAll(List.of(headers));
        return client.post(path, json, all.toArray(String[]::new));
    }

    @BeforeEach
    void start() throws IOException {
        server = ServerProcess.configured(settings());
        client = server.client();
        for (String id : new String[] {"calm", "other"}) {
            post(
                    "/streams/account/" + id + "/Open",
                    "{\"owner\":\"Ann\",\"overdraftLimit\":0}",
                    "Recount-Time",
                    "1993-01-01T00:00:00Z");
        }
        for (int i = 1; i <= 20; i++) {
            post("/streams/account/calm/Deposit", "{\"amount\":" + i + ",\"method\":\"CASH\"}");
        }
        everything(); // waits for the views
        cursors = cursors();
        assertThat(cursors).hasSizeGreaterThan(3);
    }

    /** Returns the places that pages lead to. */
    private List<String> cursors() {
        return Stream.of(
                        "/events?limit=1",
                        "/events?limit=7",
                        "/streams/account/calm/events?limit=3",
                        "/streams/account?limit=1",
                        "/views/balances?limit=1&sort=-balance",
                        "/views/balances?limit=1",
                        "/views/turnover?limit=1&sort=fees")
                .map(path ->
                        client.send(known(path).build()).body().path("next").asText())
                .filter(next -> next.contains("after="))
                .map(next -> next.replaceAll(".*after=([^&]*).*", "$1"))
                .map(cursor -> URLDecoder.decode(cursor, StandardCharsets.UTF_8))
                .toList();
    }

    private Path settings() throws IOException {
        return Files.writeString(folder.resolve("hostile.conf"), """
                include required(file("%s"))
                recount {
                  data = "%s"
                  domains = ["%s", "%s"]
                  http {
                    body-timeout = 1 s
                    head-timeout = 1 s
                  }
                  views.wait-timeout = 200 ms
                  %s
                  %s
                }
                """.formatted(
                        TestServer.PATIENT.toAbsolutePath(),
                        folder,
                        Bank.class.getName(),
                        Shop.class.getName(),
                        journal(),
                        access()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isAnsweredAndChangesNothing() throws Exception {
        send(seed, requests() / 30); // so that what is made once is there
        List<String> before = everything();
        long threads = metric("jvm_threads_live_threads");
        long files = metric("process_files_open_files");

        send(seed + CLIENTS, requests());

        assertThat(wrong).as("-Dseed=%d", seed).isEmpty();
        assertThat(everything()).as("-Dseed=%d", seed).isEqualTo(before);
        Pause.until(() -> metric("recount_http_connections") <= 2);
        Pause.until(() -> metric("process_files_open_files") <= files + CLIENTS);
        Pause.until(() -> metric("jvm_threads_live_threads") <= threads + CLIENTS);
        assertThat(post("/streams/account/calm/Deposit", "{\"amount\":1,\"method\":\"CASH\"}")
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
        var generator = new HostileRequests(new Random(from), cursors);
        try (var hostile = new HostileClient(server.port(), String.join(": ", credential()))) {
            for (int i = 0; i < requests && wrong.size() < MOST_TOLD; i++) {
                HostileRequests.Request request = generator.next();
                try {
                    hostile.exchange(request)
                            .flatMap(this::fault)
                            .ifPresent(fault -> wrong.add(fault + "\n   to " + request));
                } catch (SocketTimeoutException hanging) {
                    wrong.add("no answer to " + request);
                    hostile.leave();
                }
            }
        }
        return null;
    }

    /** Returns what an answer should not be, if it is: a failure of the server's own, or a look into it. */
    private Optional<String> fault(HostileClient.Answer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        boolean isExpected = answer.status() < 500 || EXPECTED.contains(answer.status());
        boolean isProblem =
                answer.status() < 400 || answer.headers().contains("content-type: application/problem+json");
        return isExpected && isProblem && INSIDE.stream().noneMatch(answer.body()::contains)
                ? Optional.empty()
                : Optional.of(answer.toString());
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

    private HttpRequest.Builder known(String path) {
        HttpRequest.Builder request = client.request(path).GET();
        return credential().isEmpty()
                ? request
                : request.header(credential().getFirst(), credential().getLast());
    }

    private String text(String path) {
        HttpRequest.Builder request = known(path);
        if (path.startsWith("/views/balances") || path.startsWith("/views/turnover")) {
            request.header("Recount-After", "account/calm@21");
        }
        return client.sendText(request.build());
    }

    /** Returns the sum of a metric of the server. */
    private long metric(String name) {
        List<String> values = text("/metrics")
                .lines()
                .filter(line -> line.matches(name + "[ {].*"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
        assertThat(values).as(name).isNotEmpty();
        return values.stream()
                .mapToLong(value -> (long) Double.parseDouble(value))
                .sum();
    }
}
