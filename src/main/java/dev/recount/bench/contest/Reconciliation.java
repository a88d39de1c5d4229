package dev.recount.bench.contest;

/**
 * A comparison of what was acknowledged with what is stored.
 *
 * @param what the subject of the comparison
 * @param expected the figure that must be found
 * @param found the figure that was found
 */
public record Reconciliation(Discipline discipline, String what, long expected, long found) {

    /** Tells whether both figures are the same. */
    public boolean holds() {
        return expected == found;
    }
}
