package dev.recount.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    @Test
    void isForItsOwnerAlone() throws IOException {
        folder = folder.resolve("journals");
        open().close();
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("journal.mv.db"))).isEqualTo("rw-------");

        permit(folder, "rwxr-xr-x");
        permit(folder.resolve("journal.mv.db"), "rw-r--r--");
        open().close();
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("journal.mv.db"))).isEqualTo("rw-------");
    }

    @Test
    void leavesAFolderAloneThatHoldsOthersFiles() throws IOException {
        permit(folder, "rwxr-xr-x");
        Files.writeString(folder.resolve("other"), "");
        open().close();

        assertThat(permissions(folder)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(folder.resolve("journal.mv.db"))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
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
