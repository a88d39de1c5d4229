package dev.recount.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pools of connections to one database, which are measured together and closed together, the last one first. */
final class Pools implements AutoCloseable {

    private static final int CONNECTION_TIMEOUT_MS = 5_000;

    /** Others are opened when they are needed: each takes memory and a place of a server that has few of them. */
    private static final int IDLE = 1;

    private final Deque<HikariDataSource> opened = new ArrayDeque<>();
    private @Nullable Object meters;

    /**
     * Opens a pool.
     *
     * @param connections the most connections at a time
     * @param opening makes the pool of what is the same for all
     */
    synchronized HikariDataSource open(String name, int connections, Function<HikariConfig, HikariDataSource> opening) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(IDLE);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
        config.setMetricRegistry(meters);
        HikariDataSource pool = opening.apply(config);
        opened.push(pool);
        return pool;
    }

    /** Has all pools measured, those that are still to be opened included. */
    synchronized void measure(Object registry) {
        meters = registry;
        opened.forEach(each -> each.setMetricRegistry(registry));
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
