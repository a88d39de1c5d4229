package dev.recount.database;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.recount.database.sql.Transactions;
import dev.recount.journal.spread.JournalDatabase;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas and tables of H2 that are made at the same time, which without turns wait for each other. */
class SchemaChangesTest {

    private static final int ROUNDS = 300;

    @TempDir
    Path folder;

    @Test
    void doNotWaitForEachOther() {
        try (Database database = JournalDatabase.open(TestDatabases.settings(DatabaseKind.H2, folder));
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Transactions changes = database.schemaChanges("the schema cannot be changed");
            CompletableFuture<Void> tables = CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < ROUNDS; i++) {
                            changes.run(statements -> statements.update("CREATE TABLE of_test (id BIGINT)"));
                            changes.run(statements -> statements.update("DROP TABLE of_test"));
                        }
                    },
                    threads);
            CompletableFuture<Void> schemas = CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < ROUNDS; i++) {
                            changes.run(statements -> statements.update("CREATE SCHEMA of_test"));
                            changes.run(statements -> statements.update("DROP SCHEMA of_test CASCADE"));
                        }
                    },
                    threads);
            assertThatCode(CompletableFuture.allOf(tables, schemas)::join).doesNotThrowAnyException();
        }
    }
}
