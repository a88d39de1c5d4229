package dev.recount.stream.pekko;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.claim.Claimed;
import dev.recount.model.StreamId;
import dev.recount.stream.ClaimLook;
import dev.recount.stream.CommandHandling.Step;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The looks of one stream at what others hold, before it stores what would take a value: a write that fails has its
 * actor begin anew. The write itself finds what has come in between, and what rules would take otherwise when they
 * decide for the second time.
 */
final class ClaimChecks {

    private final StreamId stream;
    private final ClaimLook claims;
    private final Optional<Keeping> keeping;
    private StreamMessage.@Nullable Looked looked;

    ClaimChecks(StreamId stream, ClaimLook claims) {
        this.stream = stream;
        this.claims = claims;
        this.keeping = claims.reservations().map(reservations -> new Keeping(stream, reservations));
    }

    /** The finding about what a message would lead to. */
    sealed interface Finding {

        /** Nothing stands in its way that is known. */
        record Free() implements Finding {}

        /** It is looked up; the message comes again then. */
        record Awaited() implements Finding {}

        /** It is not to be; this is the answer. */
        record Denied(Outcome outcome) implements Finding {}
    }

    /** Begins to take a message again of which it is known now whether another stream holds what it would lead to. */
    void begin(StreamMessage.Looked look) {
        looked = look;
    }

    /** Ends it; what is kept for it, and is not being written, is kept no longer. */
    void end(StreamMessage.Looked look) {
        looked = null;
        pass(look);
    }

    /** Lets go of what was kept for a message that is not taken here. */
    void pass(StreamMessage.Looked look) {
        keeping.ifPresent(kept ->
                look.turn().ifPresent(turn -> kept.pass(turn, look.taken().isEmpty())));
    }

    /**
     * Looks whether others hold what a message would lead to.
     *
     * @param keeps whether that is kept for it until it is stored, where there are several journals
     */
    Finding look(Step.Append<?> step, StreamMessage.Answered message, boolean keeps, Waits waits) {
        Optional<Keeping> kept = keeping.filter(_ -> keeps);
        Optional<Claimed> claimed = step.takes();
        if (claimed.isEmpty()) {
            return new Finding.Free();
        }
        StreamMessage.Looked known = looked;
        if (known == null || !known.message().equals(message)) {
            return lookUp(claimed.get(), message, kept, 1, waits);
        } else if (known.taken().isPresent() && known.claimed().equals(claimed.get())) {
            return new Finding.Denied(
                    ClaimLook.refusal(stream, step.basis(), known.taken().get()));
        }
        boolean isKept = known.taken().isEmpty() && known.claimed().takesAllOf(claimed.get());
        return kept.isEmpty() || isKept
                ? new Finding.Free()
                : lookAgain(claimed.get(), message, kept, known.turn().orElseThrow(), waits);
    }

    /** The rules may take something else when they decide for the second time, and that is not kept yet. */
    private Finding lookAgain(
            Claimed claimed, StreamMessage.Answered message, Optional<Keeping> kept, Keeping.Turn turn, Waits waits) {
        return turn.isLast()
                ? new Finding.Denied(new Outcome.Refused(
                        stream,
                        Refusal.UNAVAILABLE,
                        "the rules would take something else each time; nothing was stored"))
                : lookUp(claimed, message, kept, turn.attempt() + 1, waits);
    }

    private Finding lookUp(
            Claimed claimed, StreamMessage.Answered message, Optional<Keeping> kept, int attempt, Waits waits) {
        if (kept.isEmpty()) {
            waits.looked(claims.taken(stream, claimed), claimed, message, Optional.empty(), () -> {});
        } else {
            Keeping.Turn turn = kept.get().lineUp(attempt, transaction(message));
            waits.looked(
                    kept.get().keep(turn, claimed),
                    claimed,
                    message,
                    Optional.of(turn),
                    () -> kept.get().giveUp(turn));
        }
        return new Finding.Awaited();
    }

    private static Optional<String> transaction(StreamMessage.Answered message) {
        return switch (message) {
            case StreamMessage.Hold hold -> Optional.of(hold.transaction());
            case StreamMessage.Selected<?>(var asked, var _, var _) -> transaction(asked);
            default -> Optional.empty();
        };
    }

    /** Returns the events of a step as they are written, with what stands for the values that are kept for them. */
    List<RecordedEvent> written(Step.Append<?> step) {
        if (keeping.isEmpty()) {
            return step.events();
        }
        boolean isClaiming =
                step.events().stream().anyMatch(event -> !event.claimed().isNothing());
        Optional<Keeping.Turn> turn = step.takes().isPresent()
                ? Optional.ofNullable(looked).flatMap(StreamMessage.Looked::turn)
                : Optional.empty();
        return keeping.filter(_ -> isClaiming)
                .map(kept -> kept.write(step.events(), turn))
                .orElse(step.events());
    }

    /**
     * Ends the keeping for what was written, and may be stored.
     *
     * @param isClaiming tells whether the stream holds something else because of it
     */
    void stored(BooleanSupplier isClaiming) {
        keeping.filter(_ -> isClaiming.getAsBoolean()).ifPresent(Keeping::stored);
    }

    /**
     * Ends the keeping for what was written, as that has failed.
     *
     * @param isCertain whether nothing of it is stored, or will be
     */
    void notWritten(boolean isCertain) {
        keeping.ifPresent(kept -> kept.notWritten(isCertain));
    }
}
