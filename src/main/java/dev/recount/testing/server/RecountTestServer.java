package dev.recount.testing.server;

import dev.recount.model.domain.Domain;
import dev.recount.server.RecountServer;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server in the test's own process, over HTTP on any free port, with its journal in a temporary folder and a clock
 * that stands still until the test moves it.
 *
 * <pre>{@code
 * try (var server = RecountTestServer.start(new Shop())) {
 *     server.post("/streams/cart/c1/AddItem", "{\"product\": \"mug\", \"quantity\": 2}");
 *     server.clock().advance(Duration.ofDays(1));
 *     server.awaitIdle();
 *     assertThat(server.get("/streams/cart/c1").body()).contains("reminded");
 * }
 * }</pre>
 */
public final class RecountTestServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Settings settings;
    private final List<Domain> domains;
    private final TemporaryFolder folder;
    private final TestClock clock = new TestClock(this::lookAtClock);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable RecountServer running;

    private RecountTestServer(Settings settings, List<Domain> domains, TemporaryFolder folder) {
        this.settings = settings.withPort(0).withData(folder.path());
        this.domains = domains;
        this.folder = folder;
    }

    /**
     * Starts a server of these domains with the settings that a server has by default.
     *
     * @throws dev.recount.model.DomainException if a domain is mistaken; the message names it
     */
    public static RecountTestServer start(Domain... domains) {
        return start(Settings.read(Optional.empty()), domains);
    }

    /**
     * Starts a server of these domains with the settings of a file, but for the port and the data folder.
     *
     * @throws dev.recount.server.settings.SettingsException if a setting cannot be used; the message names it
     * @throws dev.recount.model.DomainException if a domain is mistaken, or cannot use a setting; the message names it
     */
    public static RecountTestServer start(Path settings, Domain... domains) {
        return start(Settings.read(Optional.of(settings)), domains);
    }

    private static RecountTestServer start(Settings settings, Domain... domains) {
        var folder = TemporaryFolder.create("recount-test");
        var server = new RecountTestServer(settings, List.of(domains), folder);
        try {
            server.open();
            return server;
        } catch (RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    private void open() {
        running = RecountServer.start(settings, domains, clock);
    }

    private RecountServer running() {
        if (running == null) {
            throw new IllegalStateException("the server is closed");
        }
        return running;
    }

    private void lookAtClock() {
        running().lookAtClock();
    }

    /** Returns the folder that holds the journal, until the server is closed. */
    public Path folder() {
        return folder.path();
    }

    /** Returns the clock by which the server decides, and its timers are due. */
    public TestClock clock() {
        return clock;
    }

    /** Returns the server's address; after a restart it is another one. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + running().port());
    }

    /** Sends a JSON body, such as a command, and returns the answer. */
    public HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(url().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Looks something up, such as a stream or the rows of a view. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(url().resolve(path)).GET().build());
    }

    /** Sends a request to {@link #url()}, and returns the answer. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /**
     * Waits until views and handlers have seen to everything that happened so far, the timers that are due and what
     * follows from that included. What waits for a person, or for a later attempt, is left.
     *
     * @throws IllegalStateException if a view cannot go on, or there is still something to do after a minute
     */
    public void awaitIdle() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!running().isIdle()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("views and handlers still have something to do after " + PATIENCE);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Stops the server, and starts it again on the same journal, as at the same moment. */
    public void restart() {
        running().close();
        running = null;
        open();
    }

    /** Stops the server, and deletes its journal. */
    @Override
    public void close() {
        try (folder;
                http) {
            if (running != null) {
                running.close();
                running = null;
            }
        }
    }
}
