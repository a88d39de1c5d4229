package dev.recount.journal.stored.archived;

/**
 * The last event of a stream that was looked at when its events moved.
 *
 * @param hash the hash that is kept beside it, in base64
 */
public record SeenEvent(long version, String hash) {}
