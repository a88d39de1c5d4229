package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.model.Context;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that consult an outside system, and how many commands may wait. */
class EnrichmentTest {

    private static final int MAX_IN_FLIGHT = 4;

    @TempDir
    Path data;

    private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private TestServer server;
    private TestClient client;

    @BeforeEach
    void start() {
        server = TestServer.start(
                data,
                EnrichmentTest::hasty,
                Probe.domain(type -> type.enrich(this::lookUp).authorize((_, command, _) -> permits(command))));
        client = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static boolean permits(Probe.Command command) {
        if (command instanceof Probe.Command.LookUp(var question, var _) && question.equals("forbidden")) {
            throw new IllegalStateException("a rule that fails");
        }
        return true;
    }

    private static Settings hasty(Settings settings) {
        StreamSettings streams = settings.streams();
        return settings.withStreams(new StreamSettings(
                MAX_IN_FLIGHT,
                streams.answerTimeout(),
                Duration.ofSeconds(3),
                streams.rememberedCommands(),
                1_500,
                streams.maxLive(),
                streams.idleTimeout(),
                streams.decisions(),
                streams.ladder(),
                streams.boundary()));
    }

    private CompletionStage<Probe.Command> lookUp(Probe.Command command, Context context) {
        if (!(command instanceof Probe.Command.LookUp(var question, var _))) {
            return CompletableFuture.completedStage(command);
        }
        asked.add(question);
        return answer(question).thenApply(found -> new Probe.Command.LookUp(question, Optional.of(found)));
    }

    private CompletableFuture<String> answer(String question) {
        return answers.computeIfAbsent(question, _ -> new CompletableFuture<>());
    }

    private CompletableFuture<Answer> ask(String stream, String question, String... headers) {
        return client.postLater("/streams/probe/" + stream + "/LookUp", "{\"question\":\"" + question + "\"}", headers);
    }

    @Test
    void decidesOnTheEnrichedCommandAndRecordsIt() throws InterruptedException {
        CompletableFuture<Answer> reply = ask("enriched", "why");
        assertThat(asked.take()).isEqualTo("why");
        answer("why").complete("because");

        assertThat(reply.join().body().path("state").path("lastNote").asText()).isEqualTo("because");
    }

    @Test
    void recordsTheEnrichedCommandThatWasRejectedAndTheTimeOfItsDecision() throws InterruptedException {
        client.post("/streams/probe/rejected/Add", "{\"amount\":1}");
        CompletableFuture<Answer> reply = ask("rejected", "whether");
        asked.take();
        answer("whether").complete("no");
        assertThat(reply.join().code()).isEqualTo("UNKNOWN");

        JsonNode decision = client.get("/streams/probe/rejected/decisions")
                .body()
                .path("decisions")
                .path(1);

        assertThat(decision.path("command").path("data").toString())
                .isEqualTo("{\"question\":\"whether\",\"answer\":\"no\"}");
        assertThat(decision.path("version").asLong()).isEqualTo(1);
        assertThat(decision.path("message").asText())
                .isEqualTo("there is no answer, at " + decision.path("time").asText());
    }

    @Test
    void leavesOutTheDataOfARejectedCommandThatAnEnrichmentMadeTooLarge() throws InterruptedException {
        String question = "x".repeat(1_500);
        CompletableFuture<Answer> reply = ask("swollen", question);
        asked.take();
        answer(question).complete("no");
        assertThat(reply.join().code()).isEqualTo("UNKNOWN");

        JsonNode decision = client.get("/streams/probe/swollen/decisions")
                .body()
                .path("decisions")
                .path(0);

        assertThat(decision.path("command").path("name").asText()).isEqualTo("LookUp");
        assertThat(decision.path("command").has("data")).isFalse();
    }

    @Test
    void doesNotBlockOtherCommandsOfTheStream() throws InterruptedException {
        CompletableFuture<Answer> slow = ask("busy", "slow");
        asked.take();

        Answer other = client.post("/streams/probe/busy/Add", "{\"amount\":1}");
        answer("slow").complete("at last");

        assertThat(other.body().path("version").asInt()).isEqualTo(1);
        assertThat(slow.join().body().path("version").asInt()).isEqualTo(2);
    }

    @Test
    void carriesOutARepeatThatComesDuringTheEnrichmentOnce() throws InterruptedException {
        List<CompletableFuture<Answer>> replies = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            replies.add(ask("twice", "once", "Idempotency-Key", "same"));
            asked.take();
        }
        answer("once").complete("yes");

        assertThat(replies)
                .extracting(reply -> reply.join().body().path("version").asInt())
                .containsOnly(1);
        assertThat(ask("twice", "once", "Idempotency-Key", "same")
                        .join()
                        .body()
                        .path("repeat")
                        .asBoolean())
                .isTrue();
        assertThat(asked).as("a repeat of what is done asks nobody").isEmpty();
    }

    @Test
    void tellsThatTheOutsideSystemFailedOrIsLate() {
        answer("broken").completeExceptionally(new IllegalStateException("down"));

        for (String question : List.of("broken", "late")) {
            Answer answer = ask("failing", question).join();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.code()).isEqualTo("ENRICHMENT_FAILED");
        }
        assertThat(client.post("/streams/probe/failing/Add", "{\"amount\":1}")
                        .body()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void tellsARuleThatFailsAsADefectOfTheDomain() {
        Answer answer = ask("failing", "forbidden").join();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("DOMAIN_DEFECT");
        assertThat(asked).doesNotContain("forbidden");
    }

    @Test
    void turnsAwayWhatComesBeyondTheCommandsInFlight() throws InterruptedException {
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            waiting.add(ask("crowd" + i, "everybody"));
            asked.take();
        }

        Answer oneTooMany = client.post("/streams/probe/another/Add", "{\"amount\":1}");
        answer("everybody").complete("yes");

        assertThat(oneTooMany.status()).isEqualTo(503);
        assertThat(oneTooMany.code()).isEqualTo("OVERLOADED");
        assertThat(oneTooMany.response().headers().firstValue("Retry-After")).hasValue("1");
        assertThat(waiting)
                .allSatisfy(reply -> assertThat(reply.join().status()).isEqualTo(200));
        assertThat(client.post("/streams/probe/another/Add", "{\"amount\":1}").status())
                .isEqualTo(200);
    }

    @Test
    void holdsABulkRequestBackInsteadOfTurningItAway() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lines.add("{\"stream\":\"probe/bulk" + i + "\",\"command\":\"Add\",\"data\":{\"amount\":1}}");
        }

        assertThat(client.bulk(lines))
                .hasSize(200)
                .allSatisfy(result -> assertThat(result.path("status").asInt()).isEqualTo(200));
    }

    @Test
    void refusesAnEventThatIsTooLarge() {
        Answer answer = client.post("/streams/probe/large/Note", "{\"text\":\"" + "x".repeat(1_500) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("EVENT_TOO_LARGE");
        assertThat(client.get("/streams/probe/large").status()).isEqualTo(404);
    }
}
