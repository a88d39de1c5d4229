package dev.recount.journal.stored.archived;

/**
 * The last event of a stream that was looked at when its events moved.
 *
 * @param hash the hash that is kept beside it, in base64
 * @param settled the version of the settled point before which they move
 */
public record SeenEvent(long version, String hash, long settled) {}
