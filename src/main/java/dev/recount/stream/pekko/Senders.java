package dev.recount.stream.pekko;

import dev.recount.access.rule.Permissions;
import dev.recount.model.caller.Caller;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import java.util.Optional;
import java.util.function.Function;

/**
 * The senders of commands, held against the rules of the settings once more where the command is decided on: whatever
 * way it has come, and whatever was asked on the way.
 *
 * @param permissions tells what a caller may do
 */
public record Senders(Function<Caller, Permissions> permissions) {

    /** Returns the answer to a command that its sender may not send; nothing where it may be decided on. */
    Optional<Outcome> refusal(CommandRequest request) {
        return request.origin()
                .sender()
                .filter(sender -> !permissions
                        .apply(sender)
                        .permitCommand(request.stream(), request.command().name()))
                .map(sender -> new Outcome.NotPermitted(
                        request.stream(),
                        Optional.empty(),
                        sender.principal().name() + " has not the right to write " + request.stream() + " with "
                                + request.command().name()));
    }
}
