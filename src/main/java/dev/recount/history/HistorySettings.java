package dev.recount.history;

/**
 * The limits of what time travel may take.
 *
 * @param connections the most questions that are answered at a time, each over a connection of its own
 * @param maxWaiting the most questions that may wait; beyond it, they are refused
 */
public record HistorySettings(int connections, int maxWaiting) {}
