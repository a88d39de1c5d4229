package dev.recount.bench.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A way to write rows. */
@FunctionalInterface
interface Insert {

    /** Writes rows into the open transaction. */
    void insert(Connection connection, List<Row> rows) throws SQLException;
}
