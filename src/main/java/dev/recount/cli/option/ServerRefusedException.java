package dev.recount.cli.option;

/** A request that a server has answered with a problem; the message is what the server says of it. */
public final class ServerRefusedException extends CommandFailedException {

    private static final long serialVersionUID = 1L;

    ServerRefusedException(String message) {
        super(message);
    }
}
