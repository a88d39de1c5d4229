package dev.recount.projection;

/**
 * The settings with which views and handlers read the log.
 *
 * @param connections the most of them that write to the database at a time, at least 1
 * @param batchEvents the most events of the log that a view takes in in one transaction, at least 1
 */
public record ProjectionSettings(int connections, int batchEvents) {}
