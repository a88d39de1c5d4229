package dev.recount.model.handler;

/**
 * What became of a command that a handler sent. What cannot be told now, such as a journal that is away, is an
 * exception.
 */
public sealed interface CommandAnswer {

    /**
     * The command was accepted, now or at an earlier try.
     *
     * @param version the version of its stream after it
     */
    record Accepted(long version) implements CommandAnswer {}

    /**
     * The rules rejected the command.
     *
     * @param reason the rejection's code
     */
    record Rejected(String reason, String message) implements CommandAnswer {}
}
