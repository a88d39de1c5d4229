package dev.recount.journal.jdbc;

import java.nio.file.Path;

/**
 * How the journal is kept.
 *
 * @param folder the folder that holds the database
 * @param connections the most connections to the database, at least 2
 * @param batchEvents the most events written in one transaction, at least 1
 * @param queueLength the most appends that may wait to be written, at least 1
 */
public record JournalSettings(Path folder, int connections, int batchEvents, int queueLength) {}
