package dev.recount.handler.reaction;

/** What a reaction asked for could not be done. */
final class EffectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EffectException(String message) {
        super(message);
    }
}
