package dev.recount.journal;

import dev.recount.model.StreamId;

/**
 * A place in the journal with what it holds.
 *
 * @param version the event's number within its stream, from 1
 */
public record JournalEntry(StreamId stream, long version, StoredEvent stored) {}
