package dev.recount.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.sql.NotWrittenException;
import dev.recount.decision.RecordedDecision.Accepted;
import dev.recount.decision.RecordedDecision.AcceptedEvent;
import dev.recount.decision.RecordedDecision.Rejected;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.append.Appends;
import dev.recount.json.MalformedException;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The promises of the record of decisions to its readers, on every database. */
abstract class DecisionsContract extends DecisionsCase {

    @Test
    void tellsAllThatIsKnownOfARejection() {
        Rejected full = rejected("id-1", OptionalLong.of(7), NOW);
        Rejected bare = new Rejected(
                new DecidedCommand(
                        "id-2",
                        "Withdraw",
                        1,
                        Optional.empty(),
                        new Metadata(
                                Instant.parse("0000-01-01T00:00:00Z"),
                                NOW,
                                new Principal("ann"),
                                "talk",
                                Optional.empty()),
                        Optional.empty()),
                OptionalLong.empty(),
                "NOT_PERMITTED",
                "ž".repeat(200_000));
        log.append(new Rejection(STREAM, full)).join();
        log.append(new Rejection(STREAM, bare)).join();
        log.append(rejection(new StreamId("account", "2"), "other", 0, NOW)).join();

        assertThat(all(STREAM, 10)).containsExactly(full, bare);
    }

    @Test
    void takesWhateverAMessageQuotes() {
        Rejected quoting = new Rejected(
                rejected("id", OptionalLong.of(0), NOW).command(),
                OptionalLong.of(0),
                "R\0",
                "a\0b \ud800 \ud83d\ude00");

        log.append(new Rejection(STREAM, quoting)).join();

        assertThat(((Rejected) all(STREAM, 10).getFirst()).message()).isEqualTo("a\ufffdb ? \ud83d\ude00");
    }

    @Test
    void tellsAnAcceptedCommandWithAllOfItsEvents() {
        accept(STREAM, "many", 1, 250);
        accept(STREAM, "one", 251, 1);

        List<RecordedDecision> all = all(STREAM, 1);

        assertThat(ids(all)).containsExactly("many", "one");
        Accepted many = (Accepted) all.getFirst();
        assertThat(many.events()).hasSize(250);
        assertThat(List.of(many.firstVersion(), many.lastVersion())).containsExactly(1L, 250L);
        assertThat(many.events().getLast()).isEqualTo(new AcceptedEvent(250, "account.Deposited"));
        assertThat(many.command())
                .isEqualTo(new DecidedCommand(
                        "many",
                        "Deposit",
                        1,
                        Optional.of("{\"amount\":2.50}"),
                        new Metadata(
                                Instant.parse("1993-01-01T00:00:00Z"),
                                NOW,
                                new Principal("ben"),
                                "talk",
                                Optional.empty()),
                        Optional.of("bank-1")));
        assertThat(page(STREAM, new DecisionCursor(100, 0), 10).decisions())
                .as("from within the first command's events")
                .containsExactly(all.getLast());
    }

    @Test
    void deletesExactlyWhatIsOlderThanItIsKept() {
        Instant end = NOW.minus(KEPT);
        for (int i = 0; i < 2_500; i++) {
            var _ = log.append(
                    rejection(STREAM, "old" + i, 0, end.minusNanos(1_000).minusSeconds(i)));
        }
        log.append(rejection(STREAM, "just", 0, end)).join();
        log.append(rejection(STREAM, "new", 0, NOW)).join();
        DecisionCursor within = page(STREAM, DecisionCursor.START, 100).reached();
        var table = new RejectionTable(database, database.pool(), NO_TYPES.reader());

        try (var retention = new Retention(table, KEPT, CLOCK)) {
            retention.deleteOld();
        }

        assertThat(ids(all(STREAM, 1_000))).containsExactly("just", "new");
        assertThat(ids(page(STREAM, within, 10).decisions()))
                .as("after a cursor whose rejection is gone")
                .containsExactly("just", "new");
    }

    @Test
    void goesOnAfterAllOfThemWereDeletedAndTheJournalWasOpenedAgain() {
        log.append(rejection(STREAM, "gone", 0, NOW)).join();
        DecisionCursor reached = page(STREAM, DecisionCursor.START, 10).reached();
        log.close();
        var later = Clock.fixed(NOW.plus(KEPT).plusSeconds(1), ZoneOffset.UTC);
        try (var retention =
                new Retention(new RejectionTable(database, database.pool(), NO_TYPES.reader()), KEPT, later)) {
            retention.deleteOld();
        }
        database.close();
        queue.close();
        open();

        log.append(rejection(STREAM, "next", 0, NOW)).join();

        assertThat(ids(page(STREAM, reached, 10).decisions())).containsExactly("next");
    }

    @Test
    void saysThatNothingIsOnRecordWhenTheDatabaseIsAway() {
        database.close();

        assertThatThrownBy(() -> log.append(rejection(STREAM, "lost", 0, NOW)).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NotWrittenException.class);
    }

    @Test
    void saysThatAnEventIsDamaged() {
        Appends.append(queue, STREAM, 1, new StoredEvent("account.Deposited/1", new byte[] {'{', '}'}))
                .join();
        Supplier<Object> reading = () -> page(STREAM, DecisionCursor.START, 10);

        assertThatThrownBy(reading::get).hasCauseInstanceOf(MalformedException.class);
    }
}
