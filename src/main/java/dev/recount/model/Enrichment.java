package dev.recount.model;

import java.util.concurrent.CompletionStage;

/**
 * The look-up of facts outside that a command needs before it can be decided on; it returns a fuller command.
 *
 * <p>The enriched command is the one that is decided on and recorded, so that the decision can be understood and
 * repeated without the outside system. Other commands of the stream go on meanwhile; the state may have changed when
 * the enriched command is decided on. It may be called again for the same command when a client retries.
 *
 * @param <C> the commands of the aggregate
 */
@FunctionalInterface
public interface Enrichment<C> {

    /**
     * Starts the look-up and returns at once.
     *
     * <p>A failed stage means that the outside system cannot be asked now: the caller is told to try again and nothing
     * is stored. What the outside system answered, bad news included, belongs in the enriched command, for
     * {@code decide}.
     */
    CompletionStage<? extends C> enrich(C command, Context context);
}
