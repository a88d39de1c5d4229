package dev.recount.world.table;

import dev.recount.database.Database;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import java.sql.SQLException;
import java.util.List;

/**
 * The schema of one world, with the tables of its streams and differences. No name of a view begins with an underscore,
 * so that those of its views do not meet them.
 *
 * @param number the number of the world
 */
public record WorldSchema(long number) {

    private static final String PREFIX = "world_";

    private static final String COURSE =
            "%1$s_version BIGINT NOT NULL, %1$s_time VARCHAR(40) NOT NULL, %1$s_hash VARCHAR(100) NOT NULL,"
                    + " %1$s_state TEXT, %1$s_problem TEXT NOT NULL";

    /** Returns its name in SQL. */
    public String name() {
        return PREFIX + number;
    }

    /** Returns the table of its streams, with its schema. */
    String streams() {
        return name() + "._stream";
    }

    /** Returns the table of its differences, with its schema. */
    String differences() {
        return name() + "._difference";
    }

    /** Makes the schema and its own tables. */
    public void create(Statements statements) throws SQLException {
        statements.update("CREATE SCHEMA " + name());
        statements.update("CREATE TABLE " + streams()
                + " (stream_type VARCHAR(64) NOT NULL, stream_id VARCHAR(255) NOT NULL, "
                + COURSE.formatted("recorded") + ", " + COURSE.formatted("other")
                + ", missing BYTEA NOT NULL, differences BIGINT NOT NULL,"
                + " reacted_from BIGINT NOT NULL, shift BIGINT NOT NULL, PRIMARY KEY (stream_type, stream_id))");
        statements.update("CREATE TABLE " + differences()
                + " (number BIGINT PRIMARY KEY, stream_type VARCHAR(64) NOT NULL, stream_id VARCHAR(255) NOT NULL,"
                + " command VARCHAR(256) NOT NULL, change VARCHAR(32) NOT NULL, body TEXT NOT NULL)");
    }

    /** Drops the schema with all that is in it. */
    public void drop(Statements statements) throws SQLException {
        statements.update("DROP SCHEMA IF EXISTS " + name() + " CASCADE");
    }

    /** Returns the numbers of the worlds that have a schema in a database. */
    public static List<Long> existing(Database database) {
        return new Transactions(database.pool(), "the schemas of worlds cannot be read")
                        .run(statements -> statements.select(
                                "SELECT schema_name FROM information_schema.schemata"
                                        + " WHERE schema_name LIKE 'world\\_%' ESCAPE '\\'",
                                row -> row.getString(1)))
                        .stream()
                        .map(name -> name.substring(PREFIX.length()))
                        .filter(number -> number.matches("[0-9]{1,18}"))
                        .map(Long::parseLong)
                        .toList();
    }
}
