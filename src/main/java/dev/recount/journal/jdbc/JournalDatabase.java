package dev.recount.journal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The database that holds the journal: opened, brought to today's schema, and closed last of all. */
public final class JournalDatabase implements AutoCloseable {

    /** The error code of H2 for a database file that another process holds. */
    private static final int IN_USE = 90020;

    private final HikariDataSource pool;

    private JournalDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Opens the database in a folder, which is made where it does not exist, and brings its schema up to date.
     *
     * @throws JournalException if the folder cannot be used, or another process uses it; the message names it
     */
    public static JournalDatabase open(JournalSettings settings) {
        Path folder = settings.folder().toAbsolutePath().normalize();
        if (folder.toString().contains(";")) { // it would end the path in the database's URL
            throw new JournalException(
                    "the data folder " + folder + " cannot be used: its path must not contain a semicolon");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException unusable) {
            throw new JournalException("the data folder " + folder + " cannot be made: " + unusable, unusable);
        }
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(pool(folder, settings.connections()));
            migrate(pool);
            return new JournalDatabase(pool);
        } catch (RuntimeException failure) {
            if (pool != null) {
                pool.close();
            }
            throw explain(folder, failure);
        }
    }

    /**
     * The settings without which H2 is no journal: with its default write delay, H2 acknowledges commits that a killed
     * process loses, and its own exit hook would close the database under writes that are still to be answered.
     */
    private static HikariConfig pool(Path folder, int connections) {
        var config = new HikariConfig();
        config.setPoolName("journal");
        config.setJdbcUrl("jdbc:h2:file:" + folder.resolve("journal")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DATABASE_TO_LOWER=TRUE;MAX_LENGTH_INPLACE_LOB=65536");
        config.setUsername("recount");
        config.setPassword("");
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(5_000);
        return config;
    }

    private static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:dev/recount/journal/jdbc/h2")
                .load()
                .migrate();
    }

    private static JournalException explain(Path folder, RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == IN_USE) {
                return new JournalException("the data folder " + folder + " is in use by another process", failure);
            }
        }
        return new JournalException("the journal in " + folder + " cannot be opened: " + failure.getMessage(), failure);
    }

    /** Returns the pool that all readers and the writer share. */
    public DataSource pool() {
        return pool;
    }

    int connections() {
        return pool.getMaximumPoolSize();
    }

    @Override
    public void close() {
        pool.close();
    }
}
