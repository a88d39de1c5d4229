package dev.recount.model.handler;

import dev.recount.model.StreamId;

/**
 * The refusal of a command that its stream did not carry out and will not carry out either when it is sent again,
 * unless something else changes: its sender may not send it, the stream goes on in others, or it holds personal data of
 * somebody who is erased.
 *
 * <p>A reaction that lets it pass is tried again, and then waits for a person.
 */
public final class CommandRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String reason;

    /**
     * Makes one.
     *
     * @param command the command's name
     * @param code {@code NOT_PERMITTED}, {@code MOVED} or {@code SUBJECT_ERASED}
     * @param reason why, for people
     */
    public CommandRefusedException(String command, StreamId stream, String code, String reason) {
        super(command + " to " + stream + ": " + code + ", " + reason);
        this.code = code;
        this.reason = reason;
    }

    /** Returns {@code NOT_PERMITTED}, {@code MOVED} or {@code SUBJECT_ERASED}. */
    public String code() {
        return code;
    }

    /** Returns why it was refused, for people. */
    public String reason() {
        return reason;
    }
}
