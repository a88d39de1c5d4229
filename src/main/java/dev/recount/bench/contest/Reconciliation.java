package dev.recount.bench.contest;

/**
 * Something that must be so.
 *
 * @param what what was looked at
 * @param expected what there must be
 * @param found what there is
 */
public record Reconciliation(Discipline discipline, String what, long expected, long found) {

    /** Tells whether it is so. */
    public boolean holds() {
        return expected == found;
    }
}
