package dev.recount.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of an embedded database: refused where it is none, and left as it is then. */
class H2FileTest {

    private static final int COMMITS = 20_000;

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

    /** A query that sees a commit is followed by no query that does not. */
    @Test
    void showsACommitToAllQueriesAtOnce() throws SQLException, InterruptedException {
        try (Database database = open();
                Connection reading = database.pool().getConnection();
                Connection writing = database.pool().getConnection()) {
            update(writing, "CREATE TABLE counted (id BIGINT PRIMARY KEY)");
            update(writing, "CREATE TABLE count_of_counted (number BIGINT)");
            update(writing, "INSERT INTO count_of_counted VALUES (0)");
            writing.setAutoCommit(false);
            var failures = new ConcurrentHashMap<Thread, Throwable>();
            Thread writer =
                    Thread.ofPlatform().uncaughtExceptionHandler(failures::put).start(() -> write(writing));
            while (writer.isAlive()) {
                long counted = number(reading, "SELECT number FROM count_of_counted");
                assertThat(number(reading, "SELECT COUNT(id + 0) FROM counted")).isGreaterThanOrEqualTo(counted);
            }
            writer.join();
            assertThat(failures).isEmpty();
        }
    }

    private static void write(Connection connection) {
        try {
            for (int id = 1; id <= COMMITS; id++) {
                update(connection, "INSERT INTO counted VALUES (" + id + ")");
                update(connection, "UPDATE count_of_counted SET number = number + 1");
                connection.commit();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
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
