package dev.recount.handler.reaction;

/** The failure of something that a reaction asked for. */
class EffectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EffectException(String message) {
        super(message);
    }
}
