package dev.recount.cli.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.example.bank.account.Account;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.server.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Decisions that two builds of the rules have made, one after the other, on one stream. */
class RulesOfDecisionsTest {

    @TempDir
    private Path data;

    private record Build(Optional<String> revision) implements Domain {

        @Override
        public String name() {
            return "bank";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of(Account.TYPE);
        }
    }

    @Test
    void tellUnderWhichRulesTheyWereMade() {
        try (TestServer first = TestServer.start(data, new Build(Optional.of("build 1")))) {
            send(first, "Withdraw", "{\"amount\":1,\"method\":\"CASH\"}", 422);
            send(first, "Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}", 200);
        }
        try (TestServer second = TestServer.start(data, new Build(Optional.of("build 2")))) {
            send(second, "Deposit", "{\"amount\":1,\"method\":\"CASH\"}", 200);
            send(second, "Withdraw", "{\"amount\":2,\"method\":\"CASH\"}", 422);

            assertThat(list(second, "decisions"))
                    .extracting(
                            each -> each.path("command").path("name").asText(),
                            each -> each.path("rules").asText())
                    .containsExactly(
                            tuple("Withdraw", "build 1"),
                            tuple("Open", "build 1"),
                            tuple("Deposit", "build 2"),
                            tuple("Withdraw", "build 2"));
            assertThat(list(second, "history"))
                    .extracting(each -> each.path("rules").asText())
                    .containsExactly("build 1", "build 2");
            assertThat(run(second, new ShowDecisions()))
                    .containsPattern("rejected .* build 1 +Withdraw")
                    .containsPattern("accepted .* build 2 +Deposit");
            assertThat(run(second, new ShowHistory()).lines())
                    .hasSize(4)
                    .contains("          decided by the rules build 2");
        }
    }

    private static void send(TestServer server, String command, String body, int status) {
        assertThat(server.client().post("/streams/account/1/" + command, body).status())
                .isEqualTo(status);
    }

    private static List<JsonNode> list(TestServer server, String what) {
        return server.client()
                .get("/streams/account/1/" + what)
                .body()
                .path(what)
                .valueStream()
                .toList();
    }

    private static String run(TestServer server, Callable<Integer> command) {
        var text = new StringWriter();
        int exitCode = new CommandLine(command)
                .setOut(new PrintWriter(text))
                .execute("account/1", "--url", "http://127.0.0.1:" + server.port());
        assertThat(exitCode).isZero();
        return text.toString();
    }
}
