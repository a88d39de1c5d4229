package dev.recount.stream;

import dev.recount.journal.EncodedCommand;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;

/**
 * A command that may have been carried out in another form: today's code cannot read it, or it is on record otherwise.
 *
 * @param command its name and its fields, as they were sent
 */
public record SentAgain(StreamId stream, String commandId, Principal principal, EncodedCommand command) {

    /** Returns a command that today's code reads, but whose id is on record with another text. */
    public static SentAgain of(CommandRequest request) {
        CommandRequest.Origin origin = request.origin();
        return new SentAgain(request.stream(), origin.commandId(), origin.principal(), request.command());
    }
}
