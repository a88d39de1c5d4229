package dev.recount.model.process;

/**
 * The pure rules of a process: what follows from an input, and how an event of its own changes the state.
 *
 * <p>All methods are pure functions. A process is told by its own stream for good, and its state is folded again from
 * that stream's events: no clock, no randomness, no input or output. Time comes in through the {@link ProcessContext}.
 *
 * @param <S> the state, an immutable record or a sealed interface of such records
 * @param <E> the process's own events, a sealed interface of records named in the past tense: what it has decided
 */
public interface ProcessRules<S, E> {

    /** Returns the state of a process before its first event. */
    S initial();

    /**
     * Returns what follows from an input; {@link Steps#none} if nothing does.
     *
     * <p>An exception thrown here is taken for a defect of the rules: nothing of this input is stored, and it comes
     * again, until it waits for a person.
     */
    Steps<E> react(S state, Input input, ProcessContext context);

    /** Returns the state after an event of the process's own. Must accept every event that was ever decided. */
    S evolve(S state, E event);
}
