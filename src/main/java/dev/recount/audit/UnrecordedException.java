package dev.recount.audit;

import dev.recount.stream.Outcome;

/** Something that has to be on record cannot be recorded now. */
public final class UnrecordedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnrecordedException(Outcome outcome) {
        super(outcome instanceof Outcome.Refused refused ? refused.message() : outcome.toString());
    }
}
