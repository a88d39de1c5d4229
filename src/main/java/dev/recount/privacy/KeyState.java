package dev.recount.privacy;

import java.time.Instant;

/** The state of a subject's key. */
public sealed interface KeyState {

    /** A key, whose row is committed. */
    record Present(SubjectKey key) implements KeyState {}

    /**
     * No key, ever again.
     *
     * @param since when the subject was erased for the first time
     */
    record Erased(Instant since) implements KeyState {}

    /** No key so far: nothing of the subject's was ever sealed. */
    record Missing() implements KeyState {}
}
