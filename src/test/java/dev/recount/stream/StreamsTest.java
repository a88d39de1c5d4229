package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of a stream to its writers. */
class StreamsTest {

    @TempDir
    static Path data;

    private static TestServer server;
    private static TestClient client;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                data,
                Probe.domain(type -> type.authorize((_, command, _) ->
                        !(command instanceof Probe.Command.Note(var text) && text.equals("forbidden")))));
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void storesAllEventsOfACommandTogether() {
        Answer answer = client.post("/streams/probe/several/AddAll", "{\"amounts\":[1,2,3]}");

        assertThat(answer.body().path("version").asInt()).isEqualTo(3);
        assertThat(answer.body().path("events"))
                .extracting(event -> event.path("version").asInt())
                .containsExactly(1, 2, 3);
        assertThat(answer.body().path("state").path("sum").asInt()).isEqualTo(6);
    }

    @Test
    void acceptsACommandThatNeedsNoEvent() {
        Answer answer = client.post("/streams/probe/none/AddAll", "{\"amounts\":[]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("version").asInt()).isZero();
        assertThat(client.get("/streams/probe/none").status()).isEqualTo(404);
    }

    @Test
    void letsExactlyOneOfManyWritersWithTheSameExpectedVersionWin() {
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 20)
                .mapToObj(_ -> client.postLater("/streams/probe/race/Add", "{\"amount\":1}", "If-Match", "\"0\""))
                .toList();

        assertThat(answers)
                .extracting(answer -> answer.join().status())
                .containsOnly(200, 412)
                .containsOnlyOnce(200);
        assertThat(sum("race")).isEqualTo(1);
    }

    @Test
    void carriesOutTheSameCommandIdOnceHoweverOftenItComesAtOnce() {
        List<Answer> answers = IntStream.range(0, 20)
                .mapToObj(_ -> client.postLater(
                        "/streams/probe/repeats/AddAll", "{\"amounts\":[1,2]}", "Idempotency-Key", "the-same"))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .extracting(answer -> answer.body().path("repeat").asBoolean())
                .containsOnlyOnce(false);
        assertThat(answers)
                .extracting(
                        answer -> answer.body().path("version"),
                        answer -> answer.body().path("events"),
                        answer -> answer.body().path("state"))
                .as("the same answer each time")
                .containsOnly(tuple(
                        answers.getFirst().body().path("version"),
                        answers.getFirst().body().path("events"),
                        answers.getFirst().body().path("state")));
        assertThat(sum("repeats")).isEqualTo(3);
    }

    @Test
    void answersARepeatWithTheStateOfThatTime() {
        client.post("/streams/probe/past/Add", "{\"amount\":1}", "Idempotency-Key", "first");
        client.post("/streams/probe/past/Add", "{\"amount\":10}");

        Answer repeat = client.post("/streams/probe/past/Add", "{\"amount\":1}", "Idempotency-Key", "first");

        assertThat(repeat.body().path("version").asInt()).isEqualTo(1);
        assertThat(repeat.body().path("state").path("sum").asInt()).isEqualTo(1);
    }

    @Test
    void answersARepeatEvenWhenItsExpectedVersionIsPast() {
        client.post("/streams/probe/both/Add", "{\"amount\":1}", "Idempotency-Key", "first", "If-Match", "\"0\"");

        Answer repeat = client.post(
                "/streams/probe/both/Add", "{\"amount\":1}", "Idempotency-Key", "first", "If-Match", "\"0\"");

        assertThat(repeat.status()).as(repeat.body().toString()).isEqualTo(200);
        assertThat(repeat.body().path("repeat").asBoolean()).isTrue();
    }

    @Test
    void refusesAnotherCommandOfTheSameId() {
        client.post("/streams/probe/reuse/Add", "{\"amount\":1}", "Idempotency-Key", "mine");

        Answer reuse = client.post("/streams/probe/reuse/Add", "{\"amount\":2}", "Idempotency-Key", "mine");

        assertThat(reuse.status()).isEqualTo(409);
        assertThat(reuse.code()).isEqualTo("COMMAND_ID_REUSED");
        assertThat(sum("reuse")).isEqualTo(1);
    }

    @Test
    void decidesAnewOnACommandThatWasRejectedBefore() {
        for (int i = 0; i < 2; i++) {
            Answer answer = client.post("/streams/probe/rejected/Add", "{\"amount\":-1}", "Idempotency-Key", "no");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("NEGATIVE");
        }
    }

    @Test
    void keepsAFailureOfTheRulesToItsCommand() {
        client.post("/streams/probe/defect/Add", "{\"amount\":1}");

        for (String failing : List.of("FailToDecide", "FailToEvolve")) {
            Answer answer = client.post("/streams/probe/defect/" + failing, "{}");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo("DOMAIN_DEFECT");
            assertThat(answer.body().toString()).doesNotContain("\tat ");
        }
        assertThat(client.post("/streams/probe/defect/Add", "{\"amount\":1}")
                        .body()
                        .path("version")
                        .asInt())
                .as("nothing was stored in between")
                .isEqualTo(2);
    }

    @Test
    void refusesWhatTheAuthorizationForbids() {
        Answer answer = client.post("/streams/probe/secret/Note", "{\"text\":\"forbidden\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("NOT_PERMITTED");
        assertThat(client.get("/streams/probe/secret").status()).isEqualTo(404);
    }

    @Test
    void keepsTimesInOrderWithinAStream() {
        client.post("/streams/probe/time/Add", "{\"amount\":1}", "Recount-Time", "2001-01-01T00:00:00Z");

        Answer earlier =
                client.post("/streams/probe/time/Add", "{\"amount\":1}", "Recount-Time", "2000-12-31T00:00:00Z");
        Answer same = client.post("/streams/probe/time/Add", "{\"amount\":1}", "Recount-Time", "2001-01-01T00:00:00Z");

        assertThat(earlier.code()).isEqualTo("TIME_BEFORE_LAST_EVENT");
        assertThat(same.status()).isEqualTo(200);
    }

    @Test
    void remembersWhoWhatWhenAndWhy() {
        client.post(
                "/streams/probe/audit/AddAll",
                "{\"amounts\":[1,2]}",
                "Idempotency-Key",
                "cmd-1",
                "Recount-Correlation",
                "talk-1",
                "Recount-Time",
                "2001-01-01T00:00:00Z");

        JsonNode events = client.get("/streams/probe/audit/events").body().path("events");

        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.path("commandid").asText()).isEqualTo("cmd-1");
            assertThat(event.path("correlationid").asText()).isEqualTo("talk-1");
            assertThat(event.path("principal").asText()).isEqualTo("anonymous");
            assertThat(event.path("time").asText()).isEqualTo("2001-01-01T00:00:00Z");
            assertThat(event.path("recorded").asText()).isGreaterThan("2026");
        });
    }

    private static long sum(String id) {
        return client.get("/streams/probe/" + id)
                .body()
                .path("state")
                .path("sum")
                .asLong();
    }
}
