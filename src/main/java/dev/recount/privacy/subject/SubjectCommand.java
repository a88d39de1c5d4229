package dev.recount.privacy.subject;

import java.time.Instant;
import java.util.Optional;

/** The commands of a subject's stream, which the server alone sends. */
public sealed interface SubjectCommand {

    /**
     * Records that a person's key is destroyed.
     *
     * @param subject the person
     * @param at when the person was erased
     * @param ground why
     * @param reference where more is said of it
     */
    record Erase(String subject, Instant at, String ground, Optional<String> reference) implements SubjectCommand {}
}
