package dev.recount.model;

/**
 * The pure rules of one stream type: what is decided on a command, and how an event changes the state.
 *
 * <p>All three methods are pure functions. Recovery, time travel and replay call them again, years later, and rely on
 * the same inputs giving the same outputs: no clock, no randomness, no input or output. Time, caller and version come
 * in through the {@link Context}; what must be looked up outside is looked up before, by an {@link Enrichment}.
 *
 * @param <S> the state, an immutable record or a sealed interface of such records
 * @param <C> the commands, a sealed interface of records
 * @param <E> the events, a sealed interface of records named in the past tense
 */
public interface Aggregate<S, C, E> {

    /** Returns the state of a stream before its first event. */
    S initial();

    /**
     * Decides on a command: accepts it with the events it causes, or rejects it with a reason.
     *
     * <p>An exception thrown here is taken for a defect of the rules: the caller gets a server error and nothing is
     * stored.
     */
    Decision<E> decide(S state, C command, Context context);

    /**
     * Returns the state after an event.
     *
     * <p>Must accept every event that {@link #decide} has ever accepted: an event is a fact, and cannot be refused any
     * more.
     */
    S evolve(S state, E event);
}
