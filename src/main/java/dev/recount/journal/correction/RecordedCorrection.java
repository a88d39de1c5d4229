package dev.recount.journal.correction;

import dev.recount.model.Metadata;

/**
 * A correction at its place.
 *
 * @param version its own version in its stream
 * @param metadata when it was made, by whom, and why it was sent
 */
public record RecordedCorrection(long version, Metadata metadata, Correction correction) {}
