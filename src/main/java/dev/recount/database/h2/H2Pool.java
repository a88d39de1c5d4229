package dev.recount.database.h2;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;

/** A pool that refuses connections at once when the database has closed itself. */
final class H2Pool extends HikariDataSource {

    private final H2Watch watch;

    H2Pool(HikariConfig config, H2Watch watch) {
        super(config);
        this.watch = watch;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Optional<String> problem = watch.problem();
        if (problem.isPresent()) {
            throw new SQLNonTransientConnectionException(problem.get());
        }
        return super.getConnection();
    }
}
