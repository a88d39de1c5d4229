package dev.recount.migration;

/** The end of work that goes on elsewhere, or later. */
final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("the migration is stopped here");
    }
}
