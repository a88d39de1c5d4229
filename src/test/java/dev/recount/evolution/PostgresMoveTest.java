package dev.recount.evolution;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.server.move.JournalMove;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PostgresMoveTest {

    @TempDir
    Path folder;

    @Test
    void isRefusedToAFolderOfAnEarlierVersion() throws IOException, SQLException {
        var before = new DatabasePlace.Folder(folder);
        JournalOfBefore.in(DatabaseKind.H2, before).write(JournalOfBefore.written());

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> JournalMove.run(
                        TestDatabases.settings(before),
                        TestDatabases.settings(TestDatabases.emptyPostgres()),
                        TestDatabases.keys(folder),
                        false,
                        (_, _) -> {}))
                .withMessageContaining("of an earlier version: serve the folder once");
    }
}
