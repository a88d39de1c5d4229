package dev.recount.bench.sql.insert;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A way to write rows. */
@FunctionalInterface
public interface Insert {

    /** Writes rows into the open transaction. */
    void insert(Connection connection, List<BenchRow> rows) throws SQLException;
}
