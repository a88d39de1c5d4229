package dev.recount.model.handler;

/**
 * The outcome of a command that a handler sent. Where it cannot be told now, as while the journal is away, there is an
 * exception instead.
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
