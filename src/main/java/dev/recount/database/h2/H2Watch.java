package dev.recount.database.h2;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.recount.database.sql.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look, again and again, at whether an embedded database is still open. Where its file cannot be written, as on a
 * full disk, H2 closes it for good, and whatever is asked of it in this process fails from then on.
 */
public final class H2Watch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(H2Watch.class);

    private static final long INTERVAL_MS = 500;

    private final H2File file;
    private final Connection connection;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable String problem;

    /**
     * Begins to look, over a connection of its own.
     *
     * @throws DatabaseException if the database cannot be opened
     */
    public H2Watch(H2File file) {
        this.file = file;
        try {
            this.connection = file.connect();
        } catch (SQLException unusable) {
            throw file.explain(unusable);
        }
        this.thread = Thread.ofPlatform().name("h2-watch").daemon().start(this::run);
    }

    /** Opens a pool of connections, which gives none any more when the database has closed itself. */
    public HikariDataSource pool(HikariConfig config) {
        return new H2Pool(config, this);
    }

    /** Returns why nothing can be asked of the database any more, if so. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void run() {
        try (Statement statement = connection.createStatement()) {
            do {
                statement.execute("SELECT 1");
            } while (!closed.await(INTERVAL_MS, TimeUnit.MILLISECONDS));
        } catch (SQLException lost) {
            problem = "the database has closed itself: " + cause(lost);
            LOG.error(
                    "The {} in {} takes nothing any more, and the server has to be started again: {}",
                    file.content(),
                    file.folder(),
                    problem);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static String cause(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage());
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
            connection.close();
        } catch (SQLException gone) {
            LOG.debug("The connection was gone already", gone);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
