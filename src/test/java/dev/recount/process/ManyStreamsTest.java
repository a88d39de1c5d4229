package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.server.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Far more streams than fit into memory. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class ManyStreamsTest {

    private static final int STREAMS = 25_000;
    private static final int BATCH = 5_000;

    @TempDir
    Path folder;

    @Test
    void areAllServedInBoundedMemory() throws IOException {
        Path config = Files.writeString(
                folder.resolve("own.conf"), "recount.streams { max-live = 2000, answer-timeout = 60 s }");
        try (ServerProcess server = ServerProcess.start(
                List.of("-Xmx192m", "-XX:+ExitOnOutOfMemoryError"),
                folder.resolve("data"),
                "--config",
                config.toString())) {
            TestClient client = server.client();
            for (int from = 0; from < STREAMS; from += BATCH) {
                List<String> lines = new ArrayList<>(BATCH);
                for (int stream = from; stream < from + BATCH; stream++) {
                    lines.add(
                            "{\"stream\":\"account/m" + stream + "\",\"command\":\"Open\",\"data\":{\"owner\":\"Owner "
                                    + stream + "\",\"overdraftLimit\":0}}");
                }
                List<JsonNode> results = client.bulk(lines);
                assertThat(results)
                        .hasSize(BATCH)
                        .allMatch(result -> result.path("status").asInt() == 200);
            }
            for (int stream = 0; stream < STREAMS; stream += 503) {
                JsonNode state =
                        client.get("/streams/account/m" + stream).body().path("state");
                assertThat(state.path("owner").asText()).isEqualTo("Owner " + stream);
            }
        }
    }
}
