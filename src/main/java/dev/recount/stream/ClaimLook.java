package dev.recount.stream;

import dev.recount.journal.claim.ClaimReservations;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.journal.claim.Claimed;
import dev.recount.model.StreamId;
import dev.recount.model.type.Claim;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A look at what streams hold; does not block. */
@FunctionalInterface
public interface ClaimLook {

    /** Returns the name of what a stream would take and another one holds, if one does. */
    CompletionStage<Optional<String>> taken(StreamId stream, Claimed claimed);

    /** Returns the keeping of values, where there are several journals. */
    default Optional<ClaimReservations> reservations() {
        return Optional.empty();
    }

    /**
     * Returns what a stream answers where another one holds a value that it would take.
     *
     * @param basis what a rejection rests on; nothing where it is no command of which a rejection is kept
     * @param name the name of the value
     */
    static Outcome refusal(StreamId stream, Optional<Outcome.Basis> basis, String name) {
        String sentence = ClaimTakenException.sentence(name);
        return basis.<Outcome>map(facts -> new Outcome.Rejected(stream, facts, Claim.TAKEN, sentence))
                .orElseGet(() -> new Outcome.Refused(stream, Refusal.CLAIM_TAKEN, sentence));
    }
}
