package dev.recount.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.TestDatabases;
import dev.recount.process.Processes;
import dev.recount.process.Program;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The statements of {@code docs/grow.md}, on a PostgreSQL. */
@Tag("process")
@ResourceLock(providers = Processes.class)
class GrowTest {

    @TempDir
    Path folder;

    @Test
    void doesAsWritten() {
        try (Shell shell = new Shell(folder, Program.script())) {
            Walk.through("docs/grow.md", shell)
                    .on("sql", (statement, _) -> tellsWhereAStreamIs(statement))
                    .go();
        }
    }

    /** The page asks for {@code account/2378} among three journals; {@code PlacementTest} has its hash. */
    private static void tellsWhereAStreamIs(String statement) {
        var place = TestDatabases.emptyPostgres();
        try (var connection = DriverManager.getConnection(place.url(), place.user(), place.password());
                var select = connection.createStatement();
                var rows = select.executeQuery(statement)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("journal")).isEqualTo(1 + (int) (2_538_033_395L % 3));
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
