package dev.recount.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.log.Knowledge;
import dev.recount.model.StreamId;
import dev.recount.replay.Snapshot;
import dev.recount.stream.Refusal;
import dev.recount.stream.StateReply;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The promises of time travel, on every database. There is no actor system here: it needs none. */
abstract class HistoryContract extends HistoryCase {

    private StateReply at(StreamId stream, Moment moment) {
        return get(history.stateAt(stream, moment, Knowledge.Today.INSTANCE));
    }

    private void assertPastIsTheFold(WrittenStream<?, ?, ?> purse) {
        assertThat(at(purse.id(), new Moment.Version(0))).isInstanceOf(StateReply.NotFound.class);
        for (int version = 1; version <= purse.version(); version++) {
            assertState(at(purse.id(), new Moment.Version(version)), purse, version);
            for (int nanos = -1; nanos <= 1; nanos++) {
                Instant time = purse.time(version).plusNanos(nanos);
                assertState(at(purse.id(), new Moment.Time(time)), purse, versionAt(purse, time));
            }
        }
        assertThat(at(purse.id(), new Moment.Version(purse.version() + 1L))).isInstanceOf(StateReply.NotFound.class);
        assertThat(at(purse.id(), new Moment.Version(Long.MAX_VALUE))).isInstanceOf(StateReply.NotFound.class);
        assertThat(at(purse.id(), new Moment.Time(Instant.MIN))).isInstanceOf(StateReply.NotFound.class);
        assertState(at(purse.id(), new Moment.Time(Instant.MAX)), purse, purse.version());
        assertState(at(purse.id(), Moment.Latest.INSTANCE), purse, purse.version());
    }

    private static int versionAt(WrittenStream<?, ?, ?> purse, Instant time) {
        int version = 0;
        while (version < purse.version() && !purse.time(version + 1).isAfter(time)) {
            version++;
        }
        return version;
    }

    private void assertState(StateReply reply, WrittenStream<?, ?, ?> purse, int version) {
        if (version == 0) {
            assertThat(reply).as("seed %d", seed).isInstanceOf(StateReply.NotFound.class);
            return;
        }
        assertThat(reply)
                .as("%s@%d, seed %d", purse.id(), version, seed)
                .isInstanceOfSatisfying(StateReply.Found.class, found -> {
                    assertThat(found.version()).isEqualTo(version);
                    assertThat(found.time()).isEqualTo(purse.time(version));
                    assertThat(found.state().json()).isEqualTo(purse.json(version));
                });
    }

    @Tag("slow")
    @Test
    void statesWithoutSnapshotsAreTheFoldOfTheirEvents() throws SQLException {
        store(false).forEach(this::assertPastIsTheFold);
    }

    @Tag("slow")
    @Test
    void statesWithAnySnapshotsAreTheFoldOfTheirEvents() throws SQLException {
        store(true).forEach(this::assertPastIsTheFold);
    }

    @Test
    void statesWithThinnedSnapshotsAreTheFoldOfTheirEvents() throws SQLException {
        var purses = store(true);
        for (var purse : purses) {
            StoredStreams.shared(PerJournal.one(database))
                    .snapshots()
                    .thin(
                            purse.id(),
                            Snapshot.name(purse.codec()),
                            random.nextInt(MOST_EVENTS),
                            1 + random.nextInt(30),
                            random.nextBoolean() ? Set.of() : Set.of("purse.Lost", "purse.Noted"));
        }
        purses.forEach(this::assertPastIsTheFold);
    }

    @Test
    void whatIsMissingOrUnreadableIsToldWhereItMatters() throws SQLException {
        var purse = new RandomPurses(random).purse("damaged", 40);
        purse.store(database);
        purse.saveSnapshot(database, 30);
        execute("DELETE FROM event_journal WHERE sequence_number = ?", 20);
        reopen();

        assertState(at(purse.id(), new Moment.Version(19)), purse, 19);
        assertDamaged(at(purse.id(), new Moment.Version(20)), "events are missing after version 19");
        assertDamaged(at(purse.id(), new Moment.Version(29)), "events are missing after version 19");
        assertState(at(purse.id(), new Moment.Version(30)), purse, 30);
        assertState(at(purse.id(), Moment.Latest.INSTANCE), purse, purse.version());
        assertThat(get(history.page(purse.id(), 10, 5, Knowledge.Today.INSTANCE)))
                .isInstanceOf(HistoryPage.Found.class);
        assertThat(get(history.page(purse.id(), 15, 5, Knowledge.Today.INSTANCE)))
                .isInstanceOf(HistoryPage.Failed.class);

        for (int version = 1; version <= purse.version(); version++) {
            Instant time = purse.time(version);
            int expected = versionAt(purse, time);
            StateReply reply = at(purse.id(), new Moment.Time(time));
            if (expected < 19 || expected >= 30) {
                assertState(reply, purse, expected);
            } else {
                assertDamaged(reply, "events are missing after version 19");
            }
        }
    }

    @Test
    void aBrokenChainIsTold() throws SQLException {
        var purse = new RandomPurses(random).purse("broken", 30);
        purse.store(database);
        execute("UPDATE event_journal SET event_payload = ? WHERE sequence_number = 10", brokenPayload());
        reopen();

        assertState(at(purse.id(), new Moment.Version(9)), purse, 9);
        assertDamaged(at(purse.id(), new Moment.Version(10)), "the event of version 10: ");
        assertDamaged(at(purse.id(), Moment.Latest.INSTANCE), "the event of version 10: ");
    }

    private static byte[] brokenPayload() {
        return "{\"data\":{}}".getBytes(StandardCharsets.UTF_8);
    }

    private void execute(String sql, Object value) throws SQLException {
        try (Connection connection = TestDatabases.repairing(database.pool().getConnection());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static void assertDamaged(StateReply reply, String problem) {
        assertThat(reply).isInstanceOfSatisfying(StateReply.Failed.class, failed -> {
            assertThat(failed.refused().refusal()).isEqualTo(Refusal.STREAM_DAMAGED);
            assertThat(failed.refused().message()).contains(problem);
        });
    }

    @Test
    void moreQuestionsThanMayWaitAreRefused() throws SQLException {
        var purse = store(false).getFirst();
        try (History narrow = history(new HistorySettings(1, 1))) {
            var stages = new ArrayList<CompletionStage<StateReply>>();
            for (int i = 0; i < 500; i++) {
                stages.add(narrow.stateAt(purse.id(), Moment.Latest.INSTANCE, Knowledge.Today.INSTANCE));
            }
            long refused = 0;
            for (CompletionStage<StateReply> stage : stages) {
                try {
                    assertState(get(stage), purse, purse.version());
                } catch (CompletionException failure) {
                    assertThat(failure).hasCauseInstanceOf(RejectedExecutionException.class);
                    refused++;
                }
            }
            assertThat(refused).isPositive().isLessThan(500);
        }
    }

    @Test
    void idsAreListedInOrder() throws SQLException {
        store(false);

        assertThat(get(history.streams("purse", "", Optional.of("p1"), 3))).containsExactly("p2", "p3", "p4");
        assertThat(get(history.streams("purse", "p", Optional.of("p1"), 3))).containsExactly("p2", "p3", "p4");
        assertThat(get(history.streams("purse", "p2", Optional.empty(), 3))).containsExactly("p2");
        assertThat(get(history.streams("purse", "p2", Optional.of("p2"), 3))).isEmpty();
        assertThat(get(history.streams("purse", "p3", Optional.of("p1"), 3))).containsExactly("p3");
        assertThat(get(history.streams("purse", "q", Optional.empty(), 3))).isEmpty();
    }
}
