package dev.recount.server;

import dev.recount.database.sql.DatabaseException;
import dev.recount.model.domain.Domain;
import dev.recount.server.settings.Settings;
import dev.recount.server.settings.SettingsException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that starts again whenever its cluster has given it up, as it was cut off from the others: it has lost its
 * streams to them then, and comes back as a new member.
 */
public final class EnduringServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EnduringServer.class);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Settings settings;
    private final List<Domain> domains;
    private final Clock clock;
    private RecountServer running;
    private boolean closed;

    private EnduringServer(Settings settings, List<Domain> domains, Clock clock) {
        this.running = RecountServer.start(settings, domains, clock);
        this.settings = settings.withPort(running.port());
        this.domains = domains;
        this.clock = clock;
    }

    /** Starts a server, as {@link RecountServer#start} does and with its exceptions. */
    public static EnduringServer start(Settings settings, List<Domain> domains, Clock clock) {
        var server = new EnduringServer(settings, domains, clock);
        server.watch();
        return server;
    }

    private synchronized void watch() {
        running.ended()
                .whenComplete((_, _) -> Thread.ofPlatform().name("restart").start(this::restart));
    }

    private void restart() {
        if (!isClosed()) {
            LOG.warn("This node was given up by its cluster, and starts again");
        }
        while (!restarted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean restarted() {
        if (closed) {
            return true;
        }
        try {
            running.close();
            running = RecountServer.start(settings, domains, clock);
        } catch (SettingsException | DatabaseException notNow) {
            LOG.warn("This node cannot come back to its cluster now: {}", notNow.getMessage());
            return false;
        } catch (RuntimeException failure) {
            LOG.error("This node failed to come back to its cluster, and tries again", failure);
            return false;
        }
        LOG.warn("This node has come back to its cluster");
        watch();
        return true;
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return settings.http().port();
    }

    /** Returns the port that it listens on to operators now. */
    public synchronized int managementPort() {
        return running.managementPort();
    }

    @Override
    public synchronized void close() {
        closed = true;
        running.close();
    }
}
