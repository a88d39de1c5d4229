package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.metrics.Scrape;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that leave memory, and come back with what they were. */
class PassivationTest {

    @TempDir
    Path data;

    @Test
    void losesNothingWhenStreamsMakeWayForOthersAllTheTime() {
        try (TestServer server = TestServer.start(data, PassivationTest::forgetful, Probe.domain())) {
            TestClient client = server.client();
            for (int round = 1; round <= 5; round++) {
                List<CompletableFuture<TestClient.Answer>> answers = new ArrayList<>();
                for (int stream = 0; stream < 400; stream++) {
                    answers.add(client.postLater("/streams/probe/p" + stream + "/Add", "{\"amount\":1}"));
                }
                int version = round;
                assertThat(answers).allSatisfy(answer -> {
                    assertThat(answer.join().status()).isEqualTo(200);
                    assertThat(answer.join().body().path("version").asInt()).isEqualTo(version);
                });
            }
        }
    }

    @Test
    void isSeenInTheNumberOfLiveStreams() {
        String live = "recount_streams_live{type=\"probe\"}";
        try (TestServer server = TestServer.start(
                data,
                settings -> with(settings, settings.streams().maxLive(), Duration.ofMillis(200)),
                Probe.domain())) {
            for (int round = 1; round <= 2; round++) {
                for (int stream = 0; stream < 20; stream++) {
                    server.client().post("/streams/probe/p" + stream + "/Add", "{\"amount\":1}");
                }
                Scrape.await(server.client(), scrape -> scrape.value(live) == 0);
            }

            Scrape scrape = Scrape.of(server.client());
            assertThat(scrape.value("recount_recovery_duration_seconds_count{type=\"probe\"}"))
                    .isEqualTo(40);
            assertThat(scrape.value("recount_recovery_events_total{type=\"probe\"}"))
                    .isEqualTo(20);
        }
    }

    /** Keeps far fewer streams in memory than are used. */
    private static Settings forgetful(Settings settings) {
        return with(settings, 10, settings.streams().idleTimeout());
    }

    private static Settings with(Settings settings, int maxLive, Duration idleTimeout) {
        StreamSettings streams = settings.streams();
        return settings.withStreams(new StreamSettings(
                streams.maxInFlight(),
                streams.answerTimeout(),
                streams.enrichmentTimeout(),
                streams.rememberedCommands(),
                streams.maxEventBytes(),
                maxLive,
                idleTimeout,
                streams.decisions(),
                streams.ladder(),
                streams.boundary()));
    }
}
