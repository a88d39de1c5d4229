package dev.recount.bench.load;

import java.util.OptionalInt;

/**
 * The clients that pay, and the pace at which they do.
 *
 * @param clients how many wait for an answer at a time, at most
 * @param batch how many payments each sends at once
 * @param rate how many payments are to be made in a second, if that is not to depend on the answers
 */
public record Crowd(int clients, int batch, OptionalInt rate) {

    /** Returns the same clients, at another pace. */
    public Crowd at(int paymentsPerSecond) {
        return new Crowd(clients, batch, OptionalInt.of(paymentsPerSecond));
    }
}
