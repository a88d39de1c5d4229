package dev.recount.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.Recount;
import dev.recount.example.bank.Bank;
import dev.recount.http.TestAccess;
import dev.recount.http.request.HttpSettings;
import dev.recount.server.TestServer;
import dev.recount.server.TestSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The callers of sessions: each message needs what a request would need at that moment. */
class SessionRightsTest {

    @TempDir
    Path folder;

    private Path callers;
    private @Nullable TestServer server;

    @BeforeEach
    void start() {
        callers = folder.resolve("callers");
        keys("add", "first", "--role", "teller");
    }

    @AfterEach
    void stop() {
        server().close();
    }

    private TestServer server() {
        return Objects.requireNonNull(server, "serve comes first");
    }

    private void serve(Duration heartbeat) {
        server = TestServer.start(
                folder.resolve("data"),
                settings -> settings.withHttp(settings.http()
                        .with(TestAccess.read(folder, """
                                callers-file = "%s"
                                reload-interval = 100 ms
                                rules = [
                                  { roles = [teller], rights = [read, write], streams = ["account/17"] }
                                  { roles = [auditor], rights = [read, subscribe] }
                                ]
                                """.formatted(callers)))
                        .with(new HttpSettings.Subscriptions(10, heartbeat))),
                new Bank());
    }

    private String keys(String... arguments) {
        var out = new StringWriter();
        String[] all = Stream.of(List.of("keys"), List.of(arguments), List.of("--callers", callers.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new);
        assertThat(new CommandLine(new Recount()).setOut(new PrintWriter(out)).execute(all))
                .isZero();
        return out.toString().strip();
    }

    private TestSession open(String key) {
        return TestSession.open(server().port(), "Authorization", "Bearer " + key);
    }

    private static String open(int account, String id) {
        return "{\"stream\":\"account/" + account + "\",\"command\":\"Open\",\"id\":\"" + id
                + "\",\"data\":{\"owner\":\"Ann\",\"overdraftLimit\":0}}";
    }

    private int refused(String... headers) {
        try (TestSession _ = TestSession.open(server().port(), headers)) {
            throw new AssertionError("a session is open");
        } catch (CompletionException failure) {
            assertThat(failure).hasCauseInstanceOf(WebSocketHandshakeException.class);
            return Objects.requireNonNull((WebSocketHandshakeException) failure.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    @Test
    void areKnownAndHaveTheRightToEachCommand() {
        String teller = keys("add", "robot", "--role", "teller");
        String auditor = keys("add", "eye", "--role", "auditor");
        serve(Duration.ofSeconds(10));
        assertThat(refused()).isEqualTo(401);
        assertThat(refused("Authorization", "Bearer nonsense")).isEqualTo(401);
        assertThat(refused("Authorization", "Bearer " + auditor)).isEqualTo(403);
        try (TestSession session = open(teller)) {
            assertThat(session.ask(open(17, "a")).path("status").asInt()).isEqualTo(200);
            JsonNode other = session.ask(open(18, "b"));
            assertThat(other.path("status").asInt()).isEqualTo(403);
            assertThat(other.path("code").asText()).isEqualTo("NOT_PERMITTED");
            assertThat(session.ask(open(17, "a")).path("repeat").asBoolean()).isTrue();
        }
        assertThat(server().client()
                        .send(server().client()
                                .request("/streams/account/17/events")
                                .header("Authorization", "Bearer " + teller)
                                .build())
                        .body()
                        .path("events")
                        .path(0)
                        .path("principal")
                        .asText())
                .isEqualTo("robot");
    }

    private void remove(String name) {
        String mark = keys("list")
                .lines()
                .filter(line -> line.contains(name))
                .findFirst()
                .orElseThrow();
        keys("remove", name, "--mark", mark.substring(0, mark.indexOf(' ')));
    }

    @Test
    void haveTheirSessionsEndedWhenTheyAreNotKnownAnyMore() {
        String key = keys("add", "robot", "--role", "teller");
        serve(Duration.ofMillis(100));
        try (TestSession session = open(key)) {
            assertThat(session.ask(open(17, "a")).path("status").asInt()).isEqualTo(200);

            remove("robot");

            assertThat(session.closed().join())
                    .isEqualTo(new TestSession.Close(1008, "the caller is not known any more"));
        }
    }

    /** Nothing looks at an idle session within the test, so that it is the message that is not taken. */
    @Test
    void sendNothingMoreOnceTheyAreNotKnown() {
        String key = keys("add", "robot", "--role", "teller");
        serve(Duration.ofSeconds(30));
        try (TestSession session = open(key)) {
            assertThat(session.ask(open(17, "a")).path("status").asInt()).isEqualTo(200);

            remove("robot");

            assertThatThrownBy(() -> {
                        while (true) {
                            session.ask(open(17, "a"));
                        }
                    })
                    .hasRootCauseMessage("closed with 1008: the caller is not known any more");
        }
    }
}
