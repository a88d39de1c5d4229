package dev.recount.journal.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.Database;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace.Postgres;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Databases that remember which of several they are. */
@Tag("slow")
class JournalsTest {

    private final JournalSettings three = TestDatabases.several(3);
    private final Postgres home = (Postgres) three.place();
    private final List<Postgres> further = three.further();

    private static void begin(JournalSettings settings) {
        Journals.open(settings).close();
    }

    private static void refused(JournalSettings settings, String... words) {
        for (var opening :
                List.<Callable<Journals>>of(() -> Journals.open(settings), () -> Journals.openAsTheyAre(settings))) {
            assertThatThrownBy(opening::call)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContainingAll(words);
        }
    }

    @Test
    void openAgainAsTheyWere() {
        begin(three);
        begin(three);

        try (Journals journals = Journals.openAsTheyAre(three)) {
            assertThat(journals.databases().all()).extracting(Database::index).containsExactly(0, 1, 2);
        }
    }

    @Test
    void refuseAnotherOrder() {
        begin(three);

        refused(
                three.among(home, further.reversed()),
                "recount.journal.further, entry 1: ",
                "journal 3 of 3",
                "the settings make it journal 2 of 3");
        refused(
                three.among(further.getFirst(), List.of(home, further.getLast())),
                "recount.journal.postgres is journal 2 of 3",
                "the settings make it journal 1 of 3");
    }

    @Test
    void refuseAnotherNumber() {
        begin(three);

        refused(three.in(home), "recount.journal.further: ", "journal 1 of 3", "the settings make it journal 1 of 1");
        refused(three.among(home, further.subList(0, 1)), "recount.journal.further: ", "make it journal 1 of 2");
        var four = new ArrayList<>(further);
        four.add(TestDatabases.postgres());
        refused(three.among(home, four), "recount.journal.further: ", "make it journal 1 of 4");
    }

    @Test
    void refuseOneOfAnotherSet() {
        JournalSettings others = TestDatabases.several(3);
        begin(three);
        begin(others);

        refused(
                three.among(home, List.of(others.further().getFirst(), further.getLast())),
                "recount.journal.further, entry 1: ",
                "belongs to the journals");
    }

    @Test
    void refuseTheSameDatabaseTwice() {
        assertThatThrownBy(() -> Journals.open(three.among(home, List.of(home))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContainingAll("recount.journal.further, entry 1: ", "journal 1 of 2");
    }

    @Test
    void refuseToMakeOneOfSeveralOutOfOneThatHoldsEvents() {
        JournalSettings one = three.in(home);
        try (Database database = JournalDatabase.open(one);
                var queue = new AppendQueue(database, TestDatabases.LIMITS)) {
            Appends.append(queue, new StreamId("test", "s"), 1, 1).join();
        }

        assertThatThrownBy(() -> Journals.open(three))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContainingAll("recount.journal.postgres: ", "holds events already", "one of 3");
        begin(one);
        refused(three, "recount.journal.further: ", "journal 1 of 1", "make it journal 1 of 3");
    }

    @Test
    void refuseToReadWhatNoServerHasBegun() {
        assertThatThrownBy(() -> Journals.openAsTheyAre(three))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("recount.journal.postgres");
    }

    @Test
    void goOnWhereABeginningWasBrokenOff() {
        JournalSettings broken = three.among(home, List.of(further.getFirst(), unreachable()));
        assertThatThrownBy(() -> Journals.open(broken))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("recount.journal.further, entry 2: ");

        begin(three);
        begin(three);
    }

    private static Postgres unreachable() {
        return TestDatabases.postgres("jdbc:postgresql://127.0.0.1:1/none");
    }

    @Test
    void areBegunByManyNodesAtOnce() throws Exception {
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            List<Future<?>> starts = new ArrayList<>();
            for (int node = 0; node < 4; node++) {
                starts.add(nodes.submit(() -> begin(three)));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        }
        begin(three);
    }
}
