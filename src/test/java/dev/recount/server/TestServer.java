package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.TestDatabases;
import dev.recount.model.domain.Domain;
import dev.recount.server.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A server of this very process, on any free port, with its journal in a folder of the test's. */
public final class TestServer implements AutoCloseable {

    /** Settings for a machine that is busy with other tests. */
    public static final Path PATIENT = Path.of("src/test/resources/patient.conf");

    private final RecountServer server;
    private final TestClient client;

    private TestServer(RecountServer server) {
        this.server = server;
        this.client = new TestClient(server.port());
    }

    /** Starts a server for these domains with the settings of tests. */
    public static TestServer start(Path data, Domain... domains) {
        return start(data, settings -> settings, domains);
    }

    /** Starts a server for these domains with changed settings. */
    public static TestServer start(Path data, UnaryOperator<Settings> changes, Domain... domains) {
        return start(data, changes, Clock.systemUTC(), domains);
    }

    /** Starts a server for these domains that goes by a clock. */
    public static TestServer start(Path data, UnaryOperator<Settings> changes, Clock clock, Domain... domains) {
        Settings settings =
                changes.apply(Settings.read(Optional.of(PATIENT)).withPort(0).withData(data));
        TestDatabases.prepare(settings.journal().place());
        return new TestServer(RecountServer.start(settings, List.of(domains), clock));
    }

    /** Returns a client of this server. */
    public TestClient client() {
        return client;
    }

    /** Waits until a view has seen the last event of a stream. */
    public void awaitView(String view, String stream) {
        TestClient client = client();
        String version = client.get("/streams/" + stream).body().path("version").asText();
        assertThat(client.send(client.request("/views/" + view + "?limit=1")
                                .header("Recount-After", stream + "@" + version)
                                .build())
                        .status())
                .isEqualTo(200);
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** Returns the port that it listens on to operators. */
    public int managementPort() {
        return server.managementPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
