package dev.recount.handler.reaction;

/** The stream knows the id of a command of a reaction, with another command. */
final class ReusedIdException extends EffectException {

    private static final long serialVersionUID = 1L;

    ReusedIdException(String message) {
        super(message);
    }
}
