package dev.recount.stream;

import dev.recount.journal.claim.Claimed;
import dev.recount.model.StreamId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A look at what streams hold; does not block. */
@FunctionalInterface
public interface ClaimLook {

    /** Returns the name of what a stream would take and another one holds, if one does. */
    CompletionStage<Optional<String>> taken(StreamId stream, Claimed claimed);
}
