package dev.recount.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cli.Recount;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.http.request.HttpSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import picocli.CommandLine;

/** Callers who stand in a file of the server's: users, and holders of API keys. */
@ResourceLock("standard input")
class KeysAndUsersTest {

    private static final String OPEN = "{\"owner\":\"Ann\",\"overdraftLimit\":0}";
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path folder;

    private Path callers;
    private TestServer server;

    @BeforeEach
    void start() {
        callers = folder.resolve("callers");
        assertThat(keys("add", "importer", "--role", "teller")).isNotEmpty();
        server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http()
                        .with(TestAccess.read(folder, """
                                callers-file = "%s"
                                reload-interval = 100 ms
                                roles = { auditor = [ben] }
                                rules = [
                                  { roles = [teller], rights = [read, write], streams = ["account/*"] }
                                  { roles = [auditor], rights = [subscribe] }
                                  { roles = ["*"], rights = [read], streams = ["account/{account}"] }
                                ]
                                """.formatted(callers)))
                        .with(new HttpSettings.Subscriptions(10, Duration.ofMillis(100)))),
                new Bank());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String run(int exit, String... arguments) {
        var out = new StringWriter();
        CommandLine command = new CommandLine(new Recount())
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((_, _, _) -> 1);
        assertThat(command.execute(arguments)).isEqualTo(exit);
        return out.toString();
    }

    private String keys(String... arguments) {
        return run(0, with("keys", arguments)).strip();
    }

    private String[] with(String command, String... arguments) {
        var all = new String[arguments.length + 3];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--callers";
        all[arguments.length + 2] = callers.toString();
        return all;
    }

    private void user(String name, String... more) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((PASSWORD + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            String[] arguments = new String[more.length + 2];
            arguments[0] = "put";
            arguments[1] = name;
            System.arraycopy(more, 0, arguments, 2, more.length);
            run(0, with("users", arguments));
        } finally {
            System.setIn(before);
        }
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private Answer open(String id, String authorization) {
        return server.client().post("/streams/account/" + id + "/Open", OPEN, "Authorization", authorization);
    }

    private int state(String id, String authorization) {
        TestClient client = server.client();
        return client.send(client.request("/streams/account/" + id)
                        .header("Authorization", authorization)
                        .build())
                .status();
    }

    @Test
    void mayUseAServerWithAKeyUntilItIsTakenBack() throws IOException {
        String key = keys("add", "robot", "--role", "teller");
        assertThat(Files.readString(callers)).doesNotContain(key);
        Pause.until(() -> open("1", "Bearer " + key).status() != 401);
        Answer opened = open("2", "Bearer " + key);
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.body().path("events").path(0).path("principal").asText())
                .isEqualTo("robot");

        String mark = keys("list")
                .lines()
                .filter(line -> line.contains("robot"))
                .findFirst()
                .orElseThrow();
        assertThat(mark).endsWith("robot  teller");
        keys("remove", "robot", "--mark", mark.substring(0, mark.indexOf(' ')));
        Pause.until(() -> open("3", "Bearer " + key).status() == 401);
        assertThat(run(1, with("keys", "remove", "robot"))).isEmpty();
    }

    @Test
    void mayUseAServerWithAPasswordAndNoOther() throws IOException {
        user("anna", "--role", "teller");
        assertThat(Files.readString(callers)).contains("$argon2id$").doesNotContain(PASSWORD);
        Pause.until(() -> open("1", basic("anna", PASSWORD)).status() == 200);
        assertThat(open("2", basic("anna", PASSWORD)).status()).isEqualTo(200);
        for (String wrong : new String[] {
            basic("anna", "x"), basic("nobody", PASSWORD), basic("", ""), "Basic e30", "Basic !", "Digest abc", "anna"
        }) {
            assertThat(open("3", wrong).status()).as(wrong).isEqualTo(401);
        }

        run(0, with("users", "remove", "anna"));
        Pause.until(() -> open("4", basic("anna", PASSWORD)).status() == 401);
    }

    @Test
    void areNotGuessedFromOneAddress() {
        user("anna", "--role", "teller");
        Pause.until(() -> open("1", basic("anna", PASSWORD)).status() == 200);
        List<CompletableFuture<Answer>> tried = IntStream.range(0, 60)
                .mapToObj(i -> server.client()
                        .postLater("/streams/account/2/Open", OPEN, "Authorization", basic("anna", "wrong-" + i)))
                .toList();
        assertThat(tried.stream().map(each -> each.join().status()).collect(Collectors.toSet()))
                .containsOnly(401, 429);
        assertThat(open("3", basic("anna", PASSWORD)).status()).isEqualTo(200);
    }

    @Test
    void mayDoWhatTheirClaimsSay() {
        user("cleo", "--claim", "account=17");
        Pause.until(() -> state("17", basic("cleo", PASSWORD)) == 404);
        assertThat(state("18", basic("cleo", PASSWORD))).isEqualTo(403);
        assertThat(open("17", basic("cleo", PASSWORD)).status()).isEqualTo(403);
    }

    @Test
    void followTheLogForAsLongAsTheyAreKnown() throws IOException, InterruptedException {
        user("ben");
        String credential = basic("ben", PASSWORD);
        TestClient client = server.client();
        Pause.until(() -> client.send(client.request("/events")
                                .header("Authorization", credential)
                                .build())
                        .status()
                == 200);
        try (HttpClient follower = HttpClient.newHttpClient();
                InputStream followed = follower.send(
                                client.request("/events")
                                        .header("Authorization", credential)
                                        .header("Accept", "text/event-stream")
                                        .build(),
                                HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            run(0, with("users", "remove", "ben"));
            assertThat(followed.readAllBytes()).isNotEmpty();
        }
    }

    @Test
    void keepTheirRightsWhileTheirFileCannotBeUsed() throws IOException {
        String key = keys("add", "robot", "--role", "teller");
        Pause.until(() -> open("1", "Bearer " + key).status() == 200);
        String before = Files.readString(callers);
        Files.writeString(callers, "{\"name\":\"x\"}\n");
        assertThat(IntStream.range(0, 20)
                        .map(i -> open("k" + i, "Bearer " + key).status()))
                .containsOnly(200);
        Files.writeString(callers, before);
    }
}
