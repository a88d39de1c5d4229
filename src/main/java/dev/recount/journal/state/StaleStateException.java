package dev.recount.journal.state;

/** A write of a stream's state that did not know the last one, as another one has come between; nothing is stored. */
public final class StaleStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaleStateException(StateRow row) {
        super("the state of " + row.persistenceId() + " was not at revision " + (row.revision() - 1)
                + " any more; nothing was stored");
    }
}
