package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.model.domain.Domain;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream comes back with all of its events, each once, however many there are and however large. */
class RecoveryTest {

    private static final Domain NO_SNAPSHOTS = Probe.domain(type -> type.snapshotEvery(1_000_000));

    @TempDir
    Path data;

    /** The pages in which events are read begin with 64 of them and grow up to 512. */
    private static final List<Integer> LENGTHS = List.of(1, 63, 64, 65, 128, 575, 576, 577, 1_088, 1_500);

    @Test
    void readsEveryEventOnce() {
        run(client -> LENGTHS.forEach(events -> write(client, events)));

        run(client -> {
            for (int events : LENGTHS) {
                JsonNode stream = client.get("/streams/probe/of" + events).body();
                assertThat(stream.path("version").asInt()).isEqualTo(events);
                assertThat(stream.path("state").path("sum").asInt()).isEqualTo(events);
                assertThat(stream.path("state").path("events").asInt()).isEqualTo(events);
            }
        });
    }

    private static void write(TestClient client, int events) {
        for (int left = events; left > 0; left -= 50) {
            String amounts = String.join(",", Collections.nCopies(Math.min(50, left), "1"));
            assertThat(client.post("/streams/probe/of" + events + "/AddAll", "{\"amounts\":[" + amounts + "]}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Tag("slow")
    @Test
    void readsEventsOfWhichFewFitIntoMemoryAtATime() {
        String large = "x".repeat(200_000);
        run(client -> {
            for (int note = 0; note < 70; note++) {
                assertThat(client.post("/streams/probe/b/Note", "{\"text\":\"" + note + large + "\"}")
                                .status())
                        .isEqualTo(200);
            }
        });

        run(client -> {
            JsonNode state = client.get("/streams/probe/b").body().path("state");
            assertThat(state.path("events").asInt()).isEqualTo(70);
            assertThat(state.path("lastNote").asText()).isEqualTo("69" + large);
        });
    }

    private void run(Consumer<TestClient> work) {
        try (TestServer server = TestServer.start(data, NO_SNAPSHOTS)) {
            work.accept(server.client());
        }
    }
}
