package dev.recount.http.request;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the server's HTTP.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free one
 * @param maxCommandBytes the largest command that is read, in bytes
 * @param bodyTimeout how long the body of a command may take to arrive
 * @param shutdownTimeout how long requests may take to finish when the server stops
 * @param principalHeader the header in which a trusted proxy names the caller, if there is one
 * @param subscriptions how those are served who follow the log
 */
public record HttpSettings(
        String host,
        int port,
        int maxCommandBytes,
        Duration bodyTimeout,
        Duration shutdownTimeout,
        Optional<String> principalHeader,
        Subscriptions subscriptions) {

    /**
     * The settings of subscriptions to the log.
     *
     * @param most how many there may be at once
     * @param heartbeatInterval how long nothing may be sent to one of them
     */
    public record Subscriptions(int most, Duration heartbeatInterval) {}

    /** Returns the same settings with another port. */
    public HttpSettings withPort(int other) {
        return new HttpSettings(
                host, other, maxCommandBytes, bodyTimeout, shutdownTimeout, principalHeader, subscriptions);
    }
}
