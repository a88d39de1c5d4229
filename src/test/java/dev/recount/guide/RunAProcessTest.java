package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.process.Processes;
import dev.recount.process.Program;
import dev.recount.process.trip.Travel;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The commands of {@code docs/run-a-process.md}, beside a server with a trip that is booked and one that is stuck. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class RunAProcessTest {

    @TempDir
    Path data;

    @Test
    void doesAsWritten(@TempDir Path folder) {
        try (TestServer server = TestServer.start(data, new Travel());
                Shell shell = new Shell(folder, Program.script())) {
            TestClient client = server.client();
            request(client, "t1");
            Pause.until(() -> state(client, "t1").equals("ENDED"));
            post(client, "/streams/hotel/any/Pend", "{\"trip\":\"t2\"}");
            request(client, "t2");
            Pause.until(() -> !client.get("/processes/booking?state=stuck")
                    .body()
                    .path("rows")
                    .isEmpty());
            server.awaitView("process-booking", "booking/t2");
            shell.asking("http://127.0.0.1:" + server.port());

            Walk.through("docs/run-a-process.md", shell)
                    .on("text", Walk::isPrinted)
                    .go();

            assertThat(state(client, "t2")).isEqualTo("UNDOING");
        }
    }

    private static String state(TestClient client, String booking) {
        return client.get("/streams/booking/" + booking)
                .body()
                .path("state")
                .path("phase")
                .asText();
    }

    private static void request(TestClient client, String trip) {
        post(client, "/streams/trip/" + trip + "/Request", "{\"traveller\":\"anna\"}");
    }

    private static void post(TestClient client, String path, String body) {
        assertThat(client.post(path, body).status()).isEqualTo(200);
    }
}
