package dev.recount.history;

import dev.recount.journal.EventHeader;
import dev.recount.journal.JournalEntry;
import java.util.Optional;

/**
 * An event in its stream's history.
 *
 * @param event what is stored
 * @param header what stands beside its data
 * @param cause what caused it, if the journal still tells
 * @param state the state that it led to, as JSON
 */
public record HistoryEntry(JournalEntry event, EventHeader header, Optional<Cause> cause, String state) {

    /**
     * The command that caused an event.
     *
     * @param name the command's name
     * @param revision the revision of its form, from 1
     * @param data the command that was decided on, as JSON; only with the first of its events
     * @param rules the fingerprint of the rules that decided on it, if that was kept
     */
    public record Cause(String id, String name, int revision, Optional<String> data, Optional<String> rules) {

        /** Returns the same for an event that is not the command's first. */
        Cause withoutData() {
            return new Cause(id, name, revision, Optional.empty(), rules);
        }
    }
}
