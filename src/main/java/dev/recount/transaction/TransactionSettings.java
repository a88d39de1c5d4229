package dev.recount.transaction;

import java.time.Duration;

/**
 * The settings of transactions.
 *
 * @param maxStreams the most streams of one transaction
 * @param holdTime how long a stream holds still at most
 */
public record TransactionSettings(int maxStreams, Duration holdTime) {}
