package dev.recount.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of an embedded database: refused where it is none, and left as it is then. */
class H2FileTest {

    @TempDir
    Path folder;

    private Database open() {
        return Database.open(settings(), _ -> {});
    }

    private DatabaseSettings settings() {
        return new DatabaseSettings(new DatabasePlace.Folder(folder), "recount.data", 0, 2);
    }

    @ParameterizedTest
    @CsvSource({"'', is empty", "X, is no database of H2's", "SQLite format 3, is no database of H2's"})
    void isRefusedWhereItIsNoDatabase(String content, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("journal.mv.db"), content);

        assertThatThrownBy(this::open)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the journal's file " + file + " " + problem);
        assertThatThrownBy(() -> Database.openAsItIs(settings(), _ -> {}))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(problem);
        assertThat(file).hasContent(content);
    }
}
