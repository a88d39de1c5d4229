package dev.recount.privacy;

import dev.recount.database.Database;
import dev.recount.database.sql.Statements;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The texts that can be read in what a stopped server has kept. */
final class KeptTexts {

    private static final String TABLES = """
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema')""";

    private KeptTexts() {}

    /** Looks through every row of every table of a PostgreSQL; bytes as they would be read, those that are none escaped. */
    static List<String> inTables(JournalSettings journal, List<String> texts) throws SQLException {
        var found = new ArrayList<String>();
        try (Database database = JournalDatabase.open(journal);
                Connection connection = database.pool().getConnection()) {
            var statements = new Statements(connection);
            statements.update("SET bytea_output = 'escape'");
            for (String table : statements.select(TABLES, row -> row.getString(1))) {
                for (String row :
                        statements.select("SELECT each::text FROM " + table + " each", one -> one.getString(1))) {
                    texts.stream().filter(row::contains).forEach(text -> found.add(text + " in " + table));
                }
            }
        }
        return found;
    }

    /**
     * Looks through the files of a PostgreSQL's database, once its tables have been written anew: what was deleted is
     * gone then, but for the log of the writes.
     */
    static List<String> inFiles(JournalSettings journal, List<String> texts) throws SQLException, IOException {
        Path files;
        try (Database database = JournalDatabase.open(journal);
                Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(true);
            var statements = new Statements(connection);
            statements.update("VACUUM FULL");
            statements.update("CHECKPOINT");
            files = Path.of(
                    statements
                            .select(
                                    "SELECT setting FROM pg_settings WHERE name = 'data_directory'",
                                    row -> row.getString(1))
                            .getFirst(),
                    "base",
                    statements
                            .select(
                                    "SELECT oid FROM pg_database WHERE datname = current_database()",
                                    row -> row.getString(1))
                            .getFirst());
        }
        return FilesWithText.readable(files, texts);
    }
}
