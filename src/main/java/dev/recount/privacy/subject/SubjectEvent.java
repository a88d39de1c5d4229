package dev.recount.privacy.subject;

import java.time.Instant;
import java.util.Optional;

/** The events of a subject's stream. */
public sealed interface SubjectEvent {

    /**
     * A person was erased: of what is encrypted by their key, nothing can be read from then on, here or anywhere.
     *
     * @param subject the person
     * @param at when the key was destroyed, which was before this was recorded
     * @param ground why
     * @param reference where more is said of it
     */
    record SubjectErased(String subject, Instant at, String ground, Optional<String> reference)
            implements SubjectEvent {}
}
