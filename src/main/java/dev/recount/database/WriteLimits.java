package dev.recount.database;

/**
 * The most that the writers of a table take on.
 *
 * @param batchRows the most rows written in one transaction, but for an append that has more by itself; at least 1
 * @param length the most appends that may wait, at least 1
 */
public record WriteLimits(int batchRows, int length) {}
