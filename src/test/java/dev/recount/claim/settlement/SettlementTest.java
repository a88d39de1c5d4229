package dev.recount.claim.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.Database;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.JournalKey;
import dev.recount.journal.claim.ClaimChange;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.claim.mark.ClaimMark;
import dev.recount.journal.claim.mark.ClaimMarks;
import dev.recount.journal.claim.table.ClaimRow;
import dev.recount.journal.claim.table.ClaimTable;
import dev.recount.journal.claim.table.Reservations.Answer;
import dev.recount.journal.claim.table.Reservations.Reservation;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the steps by which a stream of another journal takes a value and gives it back, broken off anywhere. */
class SettlementTest {

    private static final StreamId FIRST = inSecondJournal(0);
    private static final StreamId OTHER = inSecondJournal(1);
    private static final ClaimChange TAKING = new ClaimChange("handle", Optional.of("c1"), false);
    private static final ClaimChange GIVING_BACK = new ClaimChange("handle", Optional.empty(), true);

    private final Journals journals = Journals.open(TestDatabases.several(2));
    private final ClaimTable table = new ClaimTable(journals.home(), true);
    private final Settlement settlement = new Settlement(journals.databases());
    private final KeptValues kept = new KeptValues(settlement, Runnable::run);
    private final Database second = journals.databases().all().get(1);

    private static StreamId inSecondJournal(int skipped) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> new StreamId("member", Integer.toString(number)))
                .filter(stream -> new PerJournal<>(List.of(0, 1)).placement().of(stream) == 1)
                .skip(skipped)
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void define() {
        table.define("handle", "member", true);
    }

    @AfterEach
    void close() {
        journals.close();
    }

    private static Claimed of(ClaimChange change) {
        return new Claimed(List.of(change), List.of());
    }

    private Optional<String> keep(StreamId stream, String mark) {
        return kept.keep(stream, of(TAKING), mark, () -> false)
                .toCompletableFuture()
                .join();
    }

    private void store(StreamId stream, String mark, long version, ClaimChange change) {
        store(new ClaimMark(mark, JournalKey.of(stream), version, of(change)));
    }

    private void store(ClaimMark mark) {
        new Transactions(second.pool(), "not stored").run(statements -> {
            ClaimMarks.insert(statements, List.of(mark));
            return true;
        });
    }

    private Optional<StreamId> holder() {
        settlement.settle("handle", "c1", table.holder("handle", "c1").map(JournalKey::of));
        return table.holder("handle", "c1");
    }

    private void round() {
        new Settling(settlement).round(() -> false);
    }

    @Test
    void freesWhatIsKeptForEventsThatWereNeverStoredAndLetsNoneBeStoredAfterwards() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        assertThat(holder()).isEmpty();
        assertThat(keep(OTHER, "m2")).isEmpty();
        assertThatThrownBy(() -> store(FIRST, "m1", 1, TAKING)).isInstanceOf(DatabaseException.class);
        store(OTHER, "m2", 1, TAKING);
        assertThat(keep(FIRST, "m3")).contains("handle");
        assertThat(holder()).contains(OTHER);
    }

    @Test
    void freesItWithoutAnyoneWhoAsksForIt() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        var settling = new Settling(settlement);
        for (int round = 0; round <= Settling.PATIENCE_ROUNDS; round++) {
            settling.round(() -> false);
        }
        assertThat(settlement.reservations().all(10)).isEmpty();
        assertThatThrownBy(() -> store(FIRST, "m1", 1, TAKING)).isInstanceOf(DatabaseException.class);
    }

    @Test
    void freesItAtOnceForTheSameStream() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        assertThat(keep(FIRST, "m2")).isEmpty();
        store(FIRST, "m2", 1, TAKING);
        assertThatThrownBy(() -> store(FIRST, "m1", 1, TAKING)).isInstanceOf(DatabaseException.class);
        assertThat(holder()).contains(FIRST);
    }

    @Test
    void goesOnWhereItWasCancelledAndNotFreed() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        assertThat(new ClaimMarks(second).cancel(JournalKey.of(FIRST), "m1")).isTrue();
        settlement.resolve(new Reservation(JournalKey.of(FIRST), "m1"));
        assertThat(keep(OTHER, "m2")).isEmpty();
    }

    @Test
    void letsAStreamHoldWhatIsStoredAndWasNotWritten() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        store(FIRST, "m1", 1, TAKING);
        assertThat(table.holder("handle", "c1")).isEmpty();
        assertThat(keep(OTHER, "m2")).contains("handle");
        assertThat(holder()).contains(FIRST);
        assertThat(settlement.unsettled(1, 10)).isEmpty();
    }

    @Test
    void writesItWithoutAnyoneWhoAsksForIt() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        store(FIRST, "m1", 1, TAKING);
        round();
        assertThat(table.holder("handle", "c1")).contains(FIRST);
        assertThat(settlement.reservations().all(10)).isEmpty();
        assertThat(settlement.unsettled(1, 10)).isEmpty();
    }

    @Test
    void neverCancelsWhatIsStored() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        store(FIRST, "m1", 1, TAKING);
        settlement.resolve(new Reservation(JournalKey.of(FIRST), "m1"));
        assertThat(table.holder("handle", "c1")).contains(FIRST);
    }

    @Test
    void removesMarksThatWereWrittenAndChangesNothingByThem() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        store(FIRST, "m1", 1, TAKING);
        List<ClaimMark> stored = new ClaimMarks(second).of(JournalKey.of(FIRST));
        settlement.reservations().settle(JournalKey.of(FIRST), stored);
        assertThat(settlement.unsettled(1, 10)).hasSize(1);
        round();
        assertThat(settlement.unsettled(1, 10)).isEmpty();
        assertThat(holder()).contains(FIRST);
    }

    @Test
    void letsOthersTakeWhatIsGivenBackWhetherOrNotThatWasWritten() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        store(FIRST, "m1", 1, TAKING);
        store(FIRST, "m2", 2, GIVING_BACK);
        assertThat(keep(OTHER, "m3")).isEmpty();
        store(OTHER, "m3", 1, TAKING);
        assertThat(holder()).contains(OTHER);
    }

    @Test
    void givesNothingBackTwiceWhereOneIsLate() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        store(FIRST, "m1", 1, TAKING);
        store(FIRST, "m2", 2, GIVING_BACK);
        List<ClaimMark> late = new ClaimMarks(second).of(JournalKey.of(FIRST));
        round();
        assertThat(keep(FIRST, "m3")).isEmpty();
        store(FIRST, "m3", 3, TAKING);
        round();
        settlement.reservations().settle(JournalKey.of(FIRST), late);
        assertThat(holder()).contains(FIRST);
        assertThat(keep(OTHER, "m4")).contains("handle");
    }

    @Test
    void keepsNothingOfSeveralValuesWhereOneIsTaken() {
        table.define("email", "member", true);
        assertThat(keep(FIRST, "m1")).isEmpty();
        store(FIRST, "m1", 1, TAKING);
        var two = new Claimed(List.of(new ClaimChange("email", Optional.of("e1"), false), TAKING), List.of());
        assertThat(kept.keep(OTHER, two, "m2", () -> false)
                        .toCompletableFuture()
                        .join())
                .contains("handle");
        assertThat(settlement.reservations().all(10)).isEmpty();
    }

    @Test
    void handsOverToAStreamThatGoesOnFromAnother() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        store(FIRST, "m1", 1, TAKING);
        var from = new Claimed(List.of(TAKING), List.of(JournalKey.of(FIRST)));
        assertThat(kept.keep(OTHER, from, "m2", () -> false)
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        store(FIRST, "m3", 2, GIVING_BACK);
        store(new ClaimMark("m2", JournalKey.of(OTHER), 1, from));
        round();
        assertThat(holder()).contains(OTHER);
    }

    @Test
    void bringsNoNameIntoForceWhileASecondHolderIsComing() {
        table.define("email", "member", false);
        var email = new ClaimChange("email", Optional.of("e1"), false);
        assertThat(kept.keep(OTHER, of(email), "m1", () -> false)
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        var counted = new ClaimTable.Counted(FIRST, 1, new ClaimRow(JournalKey.of(FIRST), of(email)));
        assertThatThrownBy(() -> table.replace(List.of(counted)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("another stream is about to take what");
        store(OTHER, "m1", 1, email);
        round();
        assertThat(table.replace(List.of(counted))).isEmpty();
        table.built("email", "member");
        assertThat(table.bringIntoForce("email", "member")).isFalse();
        assertThat(table.duplicates("email")).isEqualTo(1);
    }

    @Test
    void countsNothingAgainThatHasGoneOn() {
        table.define("email", "member", false);
        store(FIRST, "m1", 5, GIVING_BACK);
        round();
        var counted = new ClaimTable.Counted(
                FIRST, 4, new ClaimRow(JournalKey.of(FIRST), of(new ClaimChange("email", Optional.of("e1"), true))));
        assertThat(table.replace(List.of(counted))).containsExactly(FIRST);
        assertThat(table.held("email")).isZero();
    }

    @Test
    void refusesWhereTheJournalOfWhomItIsKeptForIsAway() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        second.close();
        assertThatThrownBy(() -> keep(OTHER, "m2")).isInstanceOf(CompletionException.class);
        assertThat(settlement.reservations().all(10)).hasSize(1);
        assertThat(settlement.reservations().keep(JournalKey.of(OTHER), of(TAKING), "m3"))
                .isEqualTo(new Answer.KeptFor("handle", new Reservation(JournalKey.of(FIRST), "m1")));
    }

    @Test
    void deniesAValueThatIsKeptForTheSameTransaction() {
        String first = ClaimMark.id(Optional.of("transaction-1"));
        String second = ClaimMark.id(Optional.of("transaction-1"));
        assertThat(keep(FIRST, first)).isEmpty();
        assertThat(keep(OTHER, second)).isPresent();
        assertThat(ClaimMark.areOfOneTransaction(first, ClaimMark.id(Optional.of("transaction-2"))))
                .isFalse();
        assertThat(ClaimMark.areOfOneTransaction(ClaimMark.id(Optional.empty()), ClaimMark.id(Optional.empty())))
                .isFalse();
    }

    @Test
    void keepsNothingForWhoHasGoneAway() {
        assertThat(keep(FIRST, "m1")).isEmpty();
        assertThat(kept.keep(OTHER, of(TAKING), "m2", () -> true)
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(settlement.reservations().all(10)).hasSize(1);
    }
}
