package dev.recount.replay.world.reaction;

import dev.recount.model.EventId;
import dev.recount.model.Metadata;

/**
 * The event of a world that a handler reacts to.
 *
 * @param here its name in the world
 * @param onRecord the name on record of the event in whose place it stands, which may be of the future
 * @param metadata when it was, whose command led to it, and why
 */
public record Cause(EventId here, EventId onRecord, Metadata metadata) {}
