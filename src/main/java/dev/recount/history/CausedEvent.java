package dev.recount.history;

import dev.recount.history.HistoryEntry.Cause;
import dev.recount.journal.EventHeader;
import dev.recount.journal.JournalEntry;
import java.util.Optional;

/**
 * An event with the command that caused it.
 *
 * @param event what is stored
 * @param header what stands beside its data
 * @param cause what caused it, if the journal still tells
 */
public record CausedEvent(JournalEntry event, EventHeader header, Optional<Cause> cause) {}
