package dev.recount.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cluster.tls.NodeTransport;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.process.Processes;
import dev.recount.server.EnduringServer;
import dev.recount.server.FreePorts;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.stream.Probe;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A node that its cluster has given up. */
@Tag("slow")
@ResourceLock(Processes.CLUSTER)
class GivenUpNodeTest {

    private static final String ADD = "{\"amount\":1}";

    @TempDir
    static Path folder;

    /** A domain that cannot be served once, for a reason that nobody has thought of. */
    private static final class FailingOnce implements Domain {

        private final Domain probe = Probe.domain();
        private final AtomicBoolean fails = new AtomicBoolean();

        @Override
        public String name() {
            return probe.name();
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            if (fails.compareAndSet(true, false)) {
                throw new IllegalStateException("this once");
            }
            return probe.streamTypes();
        }
    }

    @Test
    void comesBackAlsoWhereItFailsTo() {
        int port = FreePorts.one();
        var domain = new FailingOnce();
        Settings settings = Settings.read(Optional.of(TestServer.PATIENT))
                .withPort(0)
                .withData(folder)
                .withCluster(
                        new ClusterSettings("127.0.0.1", "127.0.0.1", port, List.of(), new NodeTransport.Insecure()));
        try (EnduringServer server = EnduringServer.start(settings, List.of(domain), Clock.systemUTC());
                Stranger stranger = Stranger.plain("127.0.0.1", port)) {
            var client = new TestClient(server.port());
            assertThat(client.post("/streams/probe/a/Add", ADD).status()).isEqualTo(200);

            domain.fails.set(true);
            stranger.orderToLeave();

            Pause.until(() -> !domain.fails.get());
            Pause.until(() -> isReady(client));
            assertThat(client.post("/streams/probe/a/Add", ADD)
                            .body()
                            .path("version")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    private static boolean isReady(TestClient client) {
        try {
            return client.get("/health/ready").status() == 200;
        } catch (UncheckedIOException notThere) {
            return false;
        }
    }
}
