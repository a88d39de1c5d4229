package dev.recount.replay.world.reaction;

import dev.recount.model.Metadata;
import dev.recount.model.StreamId;

/**
 * A command that a handler sends in a world.
 *
 * @param handler the name of the handler
 * @param command the record
 * @param metadata when it is, who sends it, and why
 * @param isOnRecord whether the handler sent one in its place on record
 */
public record SentCommand(
        String handler, Cause cause, StreamId target, Object command, Metadata metadata, boolean isOnRecord) {}
