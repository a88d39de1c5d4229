package dev.recount.privacy.subject;

import java.time.Instant;

/** The state of a subject's stream. */
public sealed interface SubjectState {

    /** The state of a person who has not been erased. */
    record Kept() implements SubjectState {}

    /**
     * The state of a person who was erased.
     *
     * @param at when
     */
    record Erased(Instant at) implements SubjectState {}
}
