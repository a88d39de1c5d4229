package dev.recount.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalDatabase;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PostgresDecisionPagesTest extends DecisionPagesContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    /** Numbers are drawn before their transactions commit; two nodes must not show a later one first. */
    @Test
    void pageExactlyWhileSeveralNodesWrite() throws Exception {
        try (Database other = JournalDatabase.open(settings);
                var otherLog = new RejectionLog(other, NO_TYPES.reader(), TestDatabases.LIMITS, KEPT, CLOCK)) {
            assertExactUnderWriters(List.of(log, otherLog));
        }
    }

    @Test
    void showsARejectionAtOnceWhateverElseIsOpen() throws Exception {
        try (var open = database.pool().getConnection()) {
            open.setAutoCommit(false);
            open.createStatement().execute("SELECT pg_current_xact_id()");
            log.append(rejection(STREAM, "r", 0, NOW)).join();

            assertThat(all(STREAM, 10)).hasSize(1);
            open.rollback();
        }
    }
}
