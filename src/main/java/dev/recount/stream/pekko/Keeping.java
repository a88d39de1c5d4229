package dev.recount.stream.pekko;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.claim.ClaimReservations;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.claim.mark.ClaimMark;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The values that are kept for one stream of several journals: for one of its appends at a time, so that whatever is
 * kept for another one was left behind.
 */
final class Keeping {

    /** With rules that would take something else each time, there is no end to it otherwise. */
    private static final int MOST_ATTEMPTS = 5;

    private final StreamId stream;
    private final ClaimReservations reservations;
    private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);
    private @Nullable Turn writing;

    Keeping(StreamId stream, ClaimReservations reservations) {
        this.stream = stream;
        this.reservations = reservations;
    }

    /** The time in which values are kept for one append. */
    static final class Turn {

        private final String mark;
        private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
        private final int attempt;
        private volatile boolean isOver;

        private Turn(int attempt, String mark) {
            this.attempt = attempt;
            this.mark = mark;
        }

        boolean isLast() {
            return attempt >= MOST_ATTEMPTS;
        }

        /** Returns which attempt it is for the same message, from 1. */
        int attempt() {
            return attempt;
        }

        private void end() {
            isOver = true;
            end.complete(null);
        }
    }

    /**
     * Lines up for a turn.
     *
     * @param transaction the transaction that the append is part of, if it is
     */
    Turn lineUp(int attempt, Optional<String> transaction) {
        return new Turn(attempt, ClaimMark.id(transaction));
    }

    /** Keeps values once all turns before have passed. */
    CompletionStage<Optional<String>> keep(Turn turn, Claimed claimed) {
        CompletionStage<Optional<String>> kept = last.thenCompose(_ -> turn.isOver
                        ? CompletableFuture.completedStage(Optional.<String>empty())
                        : reservations.keep(stream, claimed, turn.mark, () -> turn.isOver))
                .thenApply(taken -> {
                    if (turn.isOver) {
                        var _ = reservations.withdraw(turn.mark); // nobody waits for it any more
                    }
                    return taken;
                });
        last = turn.end;
        return kept;
    }

    /** Ends a turn in which nothing is being written. */
    @SuppressWarnings("ReferenceEquality") // the very same
    void pass(Turn turn, boolean isKept) {
        if (turn == writing) {
            return;
        }
        turn.isOver = true;
        if (isKept) {
            var _ = reservations.withdraw(turn.mark).thenRun(turn::end);
        } else {
            turn.end();
        }
    }

    /** Ends a turn for which nobody waited long enough. */
    void giveUp(Turn turn) {
        turn.end();
        var _ = reservations.withdraw(turn.mark);
    }

    /** Begins to write events in a turn, or without one where they take nothing. */
    List<RecordedEvent> write(List<RecordedEvent> events, Optional<Turn> turn) {
        end();
        writing = turn.orElse(null);
        String mark = turn.map(each -> each.mark).orElseGet(() -> ClaimMark.id(Optional.empty()));
        var marked = new ArrayList<RecordedEvent>(events.size());
        for (RecordedEvent event : events) {
            Claimed claimed = event.claimed();
            marked.add(claimed.isNothing() ? event : event.with(claimed.marked(mark)));
        }
        return marked;
    }

    /** Ends the turn of what was written, and is stored. */
    void stored() {
        end();
        reservations.stored(stream);
    }

    /**
     * Ends the turn of what was written.
     *
     * @param isCertain whether nothing of it is stored, or will be
     */
    void notWritten(boolean isCertain) {
        Turn turn = end();
        if (turn != null && isCertain) {
            var _ = reservations.withdraw(turn.mark);
        }
    }

    private @Nullable Turn end() {
        Turn turn = writing;
        writing = null;
        if (turn != null) {
            turn.end();
        }
        return turn;
    }
}
