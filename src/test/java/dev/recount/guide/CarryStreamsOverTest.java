package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.model.StreamId;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/carry-streams-over.md}, beside a server with the stock of one product. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class CarryStreamsOverTest {

    private static final List<String> ORDERS = List.of("7", "8", "9", "10");

    @TempDir
    Path data;

    @Test
    void doesAsWritten(@TempDir Path folder) {
        try (TestServer server = TestServer.start(data, new Warehouses());
                Shell shell = new Shell(folder, Program.script())) {
            TestClient client = server.client();
            send(
                    client,
                    "stock/mug/Offer",
                    "{\"name\":\"Mug\",\"description\":\"\",\"category\":\"Kitchen\",\"price\":9.90}");
            send(client, "stock/mug/Receive", "{\"quantity\":21}");
            for (String order : ORDERS) {
                send(client, "stock/mug/Reserve", "{\"order\":\"" + order + "\",\"quantity\":2}");
            }
            send(client, "stock/mug/Dispatch", "{\"order\":\"7\"}");
            shell.asking("http://127.0.0.1:" + server.port());

            Walk.through("docs/carry-streams-over.md", shell)
                    .on("text", CarryStreamsOverTest::isPrinted)
                    .go();

            JsonNode north = state(client, "mug-north");
            JsonNode south = state(client, "mug-south");
            assertThat(north.path("onHand").asInt() + south.path("onHand").asInt())
                    .isEqualTo(19);
            for (String order : ORDERS.subList(1, ORDERS.size())) {
                String shelf = Warehouses.shelf(new StreamId("stock", "mug"), order);
                assertThat(state(client, shelf).path("held").path(order).asInt())
                        .as(order)
                        .isEqualTo(2);
            }
        }
    }

    private static void isPrinted(String block, Shell.Run run) {
        if (block.startsWith("stock-to-shelf")) {
            Walk.isPrinted(block, run);
        }
    }

    private static void send(TestClient client, String path, String command) {
        var answer = client.post("/streams/" + path, command);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private static JsonNode state(TestClient client, String shelf) {
        return client.get("/streams/shelf/" + shelf).body().path("state");
    }
}
