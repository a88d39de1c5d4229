package dev.recount.decision;

import dev.recount.model.StreamId;

/**
 * A rejection on record.
 *
 * @param number its number among those of its journal, in the order in which they were recorded
 */
public record RecordedRejection(long number, StreamId stream, RecordedDecision.Rejected decision) {}
