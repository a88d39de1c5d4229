package dev.recount.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.process.Processes;
import dev.recount.server.move.JournalMove;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A journal that goes on elsewhere: moved into PostgreSQL, or restored into another cluster. */
@Tag("slow")
@ResourceLock(Processes.CLUSTER)
class ElsewhereTest {

    private static final int ORDERS = 30;

    @TempDir
    Path folder;

    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    private Handler book() {
        return Handler.fromBeginning("book")
                .on(Order.TYPE, (_, context, effects) -> {
                    if (failing.contains(context.stream().id())) {
                        throw new IllegalStateException("the ledger is lost");
                    }
                    effects.send(Ledger.TYPE, "all", new Ledger.Command.Book(context.eventId()));
                    effects.setTimer("later", context.version() == 2 ? Duration.ofMillis(1) : Duration.ofDays(1));
                })
                .onTimer((_, stream, effects) ->
                        effects.send(Ledger.TYPE, "timers", new Ledger.Command.Book(stream.toString())))
                .retry(new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    private HandlerServer start(JournalSettings journal) {
        return HandlerServer.start(folder, journal, Clock.systemUTC(), settings -> settings, book());
    }

    /** Orders that are booked, of which some led to timers, one that is parked, and a rejection. */
    private List<String> live(HandlerServer server) {
        failing.add("parked");
        server.place("parked", "");
        for (int i = 0; i < ORDERS; i++) {
            server.place("o" + i, "");
        }
        server.place("o1", "again");
        assertThat(server.client()
                        .post("/streams/ledger/all/Book", "{\"entry\":\" \"}")
                        .status())
                .isEqualTo(422);
        HandlerServer.await("all are booked", () -> server.entries("all").size() == ORDERS + 1);
        HandlerServer.await(
                "one is parked", () -> !server.pending("book", "parked").isEmpty());
        HandlerServer.await("a timer has rung", () -> server.entries("timers").size() == 1);
        HandlerServer.await(
                "the log tells it", () -> log(server).stream().anyMatch(entry -> entry.endsWith("ledger/timers@1")));
        return log(server);
    }

    private static List<String> log(HandlerServer server) {
        List<String> log = new ArrayList<>();
        String path = "/events?limit=1000&type=order,ledger";
        JsonNode page = server.client().get(path).body();
        page.path("events")
                .forEach(event -> log.add(
                        event.path("position").asText() + " " + event.path("id").asText()));
        return log;
    }

    private void goesOn(HandlerServer server) {
        assertThat(server.pending("book", "parked")).hasSize(1);
        assertThat(server.post("book", "parked/order/parked/retry").status()).isEqualTo(200);
        HandlerServer.await(
                "what was parked is booked", () -> server.entries("all").contains("order/parked@1"));
        server.place("o2", "again");
        HandlerServer.await("what is new is booked", () -> server.entries("all").contains("order/o2@2"));
        HandlerServer.await("its timer has rung", () -> server.entries("timers").contains("order/o2"));
        assertThat(server.entries("all")).doesNotHaveDuplicates().hasSize(ORDERS + 3);
        assertThat(server.entries("timers")).containsExactly("order/o1", "order/o2");
        assertThat(server.client()
                        .get("/streams/ledger/all/decisions?limit=1000")
                        .body()
                        .toString())
                .contains("UNREADABLE");
    }

    private static List<String> after(HandlerServer server, String position) {
        return server.client()
                .get("/events?type=order,ledger&after=" + position)
                .body()
                .path("events")
                .findValuesAsText("id");
    }

    /** Everything that was there is there once, at its place; the work that was left is done, and nothing else. */
    private void goesOn(JournalSettings journal, List<String> before) {
        failing.clear();
        try (HandlerServer server = start(journal)) {
            assertThat(log(server)).isEqualTo(before);
            goesOn(server);
            String last = before.getLast().substring(0, before.getLast().indexOf(' '));
            HandlerServer.await("the log has settled", () -> after(server, last).size() >= 4);
            assertThat(after(server, last))
                    .containsExactlyInAnyOrder("ledger/all@32", "order/o2@2", "ledger/all@33", "ledger/timers@2");
            assertThat(log(server)).isSorted();
        }
    }

    @Test
    void movesIntoPostgres() {
        JournalSettings source = TestDatabases.settings(DatabaseKind.H2, folder);
        JournalSettings target = TestDatabases.settings(TestDatabases.emptyPostgres());
        List<String> before;
        try (HandlerServer server = start(source)) {
            before = live(server);
        }

        assertThatThrownBy(() -> JournalMove.run(source, target, TestDatabases.keys(folder), false, (table, _) -> {
                    if (table.equals("handler_timer")) {
                        throw new IllegalStateException("broken off");
                    }
                }))
                .hasMessage("broken off");
        JournalMove.run(source, target, TestDatabases.keys(folder), false, (_, _) -> {});

        assertThatThrownBy(() -> JournalMove.run(source, target, TestDatabases.keys(folder), false, (_, _) -> {}))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the PostgreSQL is not empty: there is something in event_journal already");
        goesOn(target, before);
    }

    @Test
    void movesIntoSeveralJournals() {
        JournalSettings source = TestDatabases.settings(DatabaseKind.H2, folder);
        JournalSettings target = TestDatabases.several(3);
        List<String> before;
        try (HandlerServer server = start(source)) {
            before = ids(live(server));
        }

        JournalMove.run(source, target, TestDatabases.keys(folder), false, (_, _) -> {});

        assertThatThrownBy(() -> JournalMove.run(source, target, TestDatabases.keys(folder), false, (_, _) -> {}))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the PostgreSQL is not empty");
        failing.clear();
        try (HandlerServer server = start(target)) {
            assertThat(ids(log(server))).containsExactlyInAnyOrderElementsOf(before);
            goesOn(server);
            assertThat(ids(log(server))).doesNotHaveDuplicates().hasSize(before.size() + 4);
        }
    }

    private static List<String> ids(List<String> log) {
        return log.stream()
                .map(event -> event.substring(event.indexOf(' ') + 1))
                .toList();
    }

    @Test
    void movesNothingWhereThereIsNothingToMoveOrNowhereToMoveItTo() {
        JournalSettings source = TestDatabases.settings(DatabaseKind.H2, folder);

        assertThatThrownBy(() -> JournalMove.run(
                        source,
                        TestDatabases.settings(TestDatabases.emptyPostgres()),
                        TestDatabases.keys(folder),
                        false,
                        (_, _) -> {}))
                .hasMessageContaining("there is no journal in " + folder);
        assertThatThrownBy(() -> JournalMove.run(source, source, TestDatabases.keys(folder), false, (_, _) -> {}))
                .hasMessageContaining("recount.journal.postgres.url: is not set");
    }

    /**
     * Makes the journal look as if it came from a cluster that is a thousand million transactions ahead of this one.
     */
    private static void letTransactionsBeAhead(JournalSettings journal, boolean ahead) throws SQLException {
        String id = ahead ? "(pg_current_xact_id()::text::bigint + 1000000000)::text::xid8" : "pg_current_xact_id()";
        try (Database database = JournalDatabase.openAsItIs(journal);
                Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE event_journal ALTER COLUMN tx_id SET DEFAULT " + id);
            statement.execute("UPDATE transaction_offset SET added = " + (ahead ? 1_000_000_000 : 0));
        }
    }

    @Test
    void goesOnAfterItWasRestoredIntoAnotherCluster() throws SQLException {
        JournalSettings journal = TestDatabases.settings(TestDatabases.emptyPostgres());
        JournalDatabase.open(journal).close();
        letTransactionsBeAhead(journal, true);
        List<String> before;
        try (HandlerServer server = start(journal)) {
            before = live(server);
        }
        letTransactionsBeAhead(journal, false);

        assertThatThrownBy(() -> start(journal))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("Run recount restored --config FILE once");
        JournalDatabase.continueAfterRestore(journal, 0);

        goesOn(journal, before);
    }

    @Test
    void isNotTouchedWhileAServerUsesIt() {
        JournalSettings journal = TestDatabases.settings(TestDatabases.emptyPostgres());
        try (HandlerServer _ = start(journal)) {
            assertThatThrownBy(() -> JournalDatabase.continueAfterRestore(journal, 0))
                    .hasMessageContaining("a server uses the database; stop it first");
        }
    }
}
