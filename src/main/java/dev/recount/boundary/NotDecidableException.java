package dev.recount.boundary;

import dev.recount.stream.Refusal;

/** Nothing can be decided on the selected events. */
final class NotDecidableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    NotDecidableException(Refusal refusal, String problem) {
        super(problem);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
