package dev.recount.server.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.privacy.store.KeyDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedTableTest {

    @TempDir
    private Path folder;

    @Test
    void namesAllColumnsOfTheTablesOfKeys() {
        try (Database database = KeyDatabase.open(new DatabasePlace.Folder(folder), "recount.privacy.folder")) {
            for (MovedTable table : MovedTable.KEYS) {
                List<String> columns = KeyDatabase.transactions(database)
                        .run(statements -> statements.select(
                                "SELECT column_name FROM information_schema.columns"
                                        + " WHERE table_schema || '.' || table_name = ?",
                                row -> row.getString(1),
                                table.name()));
                assertThat(Set.of(table.columns().split(",\\s*"))).isEqualTo(Set.copyOf(columns));
            }
        }
    }

    @Test
    void namesAllColumnsOfTheTableOfRejectionsAndOfTheWorkOfHandlers() {
        try (Database database = JournalDatabase.open(TestDatabases.settings(DatabaseKind.H2, folder))) {
            var transactions = new Transactions(database.open("test", 1), "the test's database is away");
            for (MovedTable table : MovedTable.JOURNAL) {
                if (Set.of("rejection", "handler_pending", "handler_timer").contains(table.name())) {
                    List<String> columns = transactions.run(statements -> statements.select(
                            "SELECT column_name FROM information_schema.columns WHERE table_name = ?",
                            row -> row.getString(1),
                            table.name()));
                    assertThat(Set.of(table.columns().split(",\\s*"))).isEqualTo(Set.copyOf(columns));
                }
            }
        }
    }
}
