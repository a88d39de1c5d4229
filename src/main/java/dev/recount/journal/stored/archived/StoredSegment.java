package dev.recount.journal.stored.archived;

import java.time.Instant;
import java.util.Optional;

/**
 * A segment as a journal knows it.
 *
 * @param file the name of its file
 * @param bytes the length of its file
 * @param sha256 the hash of its file, in hexadecimal
 * @param events how many events it holds
 * @param first the least of their numbers in the journal
 * @param last the greatest of them
 * @param content which events those are; nothing where that was not noted
 */
public record StoredSegment(
        String file, long bytes, String sha256, int events, long first, long last, Optional<Content> content) {

    /**
     * The events of a segment, in a few words.
     *
     * @param type the stream type of all of them
     * @param newest when the newest of them was written
     */
    public record Content(String type, Instant newest) {}
}
