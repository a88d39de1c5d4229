package dev.recount.journal.stored.archived;

import java.time.Instant;
import java.util.Optional;

/**
 * A segment with what became of it.
 *
 * @param number its number in the journal, from 1
 * @param deletedAt when it was deleted, if it was; its file may still be there, where that was broken off
 */
public record KnownSegment(int number, StoredSegment segment, Optional<Instant> deletedAt) {}
