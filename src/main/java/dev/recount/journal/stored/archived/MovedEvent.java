package dev.recount.journal.stored.archived;

import dev.recount.model.StreamId;

/**
 * An event whose bytes move into a segment.
 *
 * @param hash the hash that is kept beside it, in base64
 * @param offset where the block with its line begins in the file of the segment
 * @param line which line of the block it is, from 0
 */
public record MovedEvent(StreamId stream, long version, String hash, int offset, int line) {}
