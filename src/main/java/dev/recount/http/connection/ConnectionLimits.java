package dev.recount.http.connection;

import java.time.Duration;

/**
 * The limits of the connections to one port.
 *
 * @param most how many there may be at once
 * @param mostOfAddress how many of them may be of one address
 * @param headTimeout how long the head of a request may take to arrive
 */
public record ConnectionLimits(int most, int mostOfAddress, Duration headTimeout) {}
