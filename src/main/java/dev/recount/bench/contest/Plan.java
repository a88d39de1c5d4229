package dev.recount.bench.contest;

import dev.recount.bench.load.Crowd;
import dev.recount.bench.load.Length;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The plan of a run.
 *
 * @param letters the disciplines, by their letters
 * @param rounds how many times, after one to warm up
 * @param clients how many payments are in flight at once
 * @param accounts into how many accounts they go
 * @param length how long each takes its turn
 * @param rate how many payments are made in a second, if that is not to depend on the answers
 * @param hot whether it is measured too how the engine does where few streams get most, or one gets all
 * @param stored how many events the server's journal holds before its first payment
 */
public record Plan(
        Set<Character> letters,
        int rounds,
        int clients,
        int accounts,
        Length length,
        OptionalInt rate,
        boolean hot,
        int stored) {

    /** Tells whether a discipline takes part. */
    public boolean has(Discipline discipline) {
        return letters.contains(discipline.letter());
    }

    /** Returns the clients, each with one payment at a time. */
    public Crowd crowd() {
        return new Crowd(clients, 1, rate);
    }
}
