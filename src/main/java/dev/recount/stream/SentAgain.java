package dev.recount.stream;

import dev.recount.journal.EncodedCommand;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;

/**
 * A command that today's code cannot read, and that may have been carried out when another could.
 *
 * @param command its name and its fields, as they were sent
 */
public record SentAgain(StreamId stream, String commandId, Principal principal, EncodedCommand command) {}
