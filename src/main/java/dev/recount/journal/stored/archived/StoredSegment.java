package dev.recount.journal.stored.archived;

/**
 * A segment as a journal knows it.
 *
 * @param file the name of its file
 * @param bytes the length of its file
 * @param sha256 the hash of its file, in hexadecimal
 * @param events how many events it holds
 * @param first the least of their numbers in the journal
 * @param last the greatest of them
 */
public record StoredSegment(String file, long bytes, String sha256, int events, long first, long last) {}
