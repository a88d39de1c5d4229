package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Settings;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
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

    /** Keeps far fewer streams in memory than are used. */
    private static Settings forgetful(Settings settings) {
        StreamSettings streams = settings.streams();
        return settings.withStreams(new StreamSettings(
                streams.maxInFlight(),
                streams.answerTimeout(),
                streams.enrichmentTimeout(),
                streams.rememberedCommands(),
                streams.maxEventBytes(),
                10,
                streams.idleTimeout(),
                streams.decisions(),
                streams.ladder()));
    }
}
