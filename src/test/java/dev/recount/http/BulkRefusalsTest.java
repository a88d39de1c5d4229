package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.stream.Probe;
import dev.recount.stream.StreamSettings;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lines that are refused for the server's sake: each is tried again, or ends the lines of its stream, but not those
 * of others.
 */
class BulkRefusalsTest {

    private static final int MAX_IN_FLIGHT = 2;

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder, BulkRefusalsTest::narrow, Probe.domain());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Settings narrow(Settings settings) {
        StreamSettings streams = settings.streams();
        return settings.withStreams(new StreamSettings(
                MAX_IN_FLIGHT,
                streams.answerTimeout(),
                streams.enrichmentTimeout(),
                streams.rememberedCommands(),
                streams.maxEventBytes(),
                streams.maxLive(),
                streams.idleTimeout(),
                streams.decisions(),
                streams.ladder(),
                streams.boundary()));
    }

    private static List<JsonNode> send(List<String> lines) {
        return server.client().bulk(lines).stream()
                .sorted(Comparator.comparingInt(BulkResults::line))
                .toList();
    }

    private static String add(String probe) {
        return BulkLines.line("probe/" + probe, "Add", "{\"amount\":1}");
    }

    private static String failToDecide(String probe) {
        return BulkLines.line("probe/" + probe, "FailToDecide", "{}");
    }

    @Test
    void carriesOutMoreThanMayBeInFlight() {
        int probes = 20;
        List<String> lines = IntStream.range(0, 100)
                .mapToObj(line -> add("p" + line % probes))
                .toList();

        List<JsonNode> results = send(lines);

        assertThat(results).hasSize(100);
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(BulkResults.status(result)).as("%s", result).isEqualTo(200));
        assertThat(results)
                .allMatch(result -> result.path("version").asInt() == (BulkResults.line(result) - 1) / probes + 1);
    }

    @Test
    void triesNoLaterLineOfAStreamWhoseCommandFailed() {
        List<JsonNode> results = send(List.of(add("a"), add("b"), failToDecide("a"), add("a"), add("b"), add("a")));

        assertThat(results).extracting(BulkResults::status).containsExactly(200, 200, 500, 424, 200, 424);
        assertThat(results.get(3).path("code").asText()).isEqualTo("NOT_TRIED");
        assertThat(server.client()
                        .get("/streams/probe/a")
                        .body()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
    }
}
