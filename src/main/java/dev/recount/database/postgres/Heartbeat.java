package dev.recount.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server again and again whether it is there, over a connection of its own. So that no one else needs to find
 * out: who wants a connection meanwhile is told at once, and who waits for the server goes on as soon as it is
 * back.
 */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private static final long INTERVAL_MS = 500;
    private static final long RETRY_MS = 200;

    private final PostgresServer server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile @Nullable String problem;
    private boolean hurried;
    private boolean closed;

    Heartbeat(PostgresServer server) {
        this.server = server;
    }

    void start() {
        Thread.ofPlatform().name("postgres-heartbeat").daemon().start(this::run);
    }

    /** Returns why the server cannot be used, if it could not when it was last asked. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void run() {
        while (!isClosed()) {
            try (Connection connection = server.connectBriefly();
                    Statement statement = connection.createStatement()) {
                while (!isClosed()) {
                    statement.execute("SELECT 1");
                    becomes(null);
                    pause(INTERVAL_MS);
                }
            } catch (SQLException away) {
                boolean known = problem != null;
                becomes(String.valueOf(away.getMessage()));
                if (known) {
                    pause(RETRY_MS);
                }
            }
        }
    }

    private void becomes(@Nullable String now) {
        lock.lock();
        try {
            if (problem == null && now != null) {
                LOG.warn("PostgreSQL at {} is away: {}", server, now);
            } else if (problem != null && now == null) {
                LOG.warn("PostgreSQL at {} is back", server);
            }
            problem = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0 && !closed && !hurried) {
                left = changed.awaitNanos(left);
            }
            hurried = false;
        } catch (InterruptedException stop) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Asks the server at once, as a connection to it has failed. */
    void hurry() {
        lock.lock();
        try {
            hurried = problem == null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits while the server is known to be away.
     *
     * @throws SQLException if it is not waited for any more
     */
    void awaitServer() throws SQLException {
        lock.lock();
        try {
            while (problem != null && !closed) {
                changed.await();
            }
            if (closed) {
                throw new SQLTransientConnectionException("the journal is closed");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("nobody waits for the server any more", stop);
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Asks no more, and lets no one wait any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
