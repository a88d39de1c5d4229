package dev.recount.decision;

import dev.recount.model.StreamId;

/** A command that was rejected, on its way to the record. */
public record Rejection(StreamId stream, RecordedDecision.Rejected decision) {}
