package dev.recount.journal;

import dev.recount.journal.migration.Migrated;
import dev.recount.model.Metadata;
import java.util.Optional;

/**
 * The part of a stored event that stands beside its data.
 *
 * @param metadata when it was, whose command led to it, and why
 * @param command the command that caused it
 * @param previous the hash of the event before it, see {@link HashChain}
 * @param migrated what it is a copy of, if it is one
 */
public record EventHeader(Metadata metadata, CommandRecord command, String previous, Optional<Migrated> migrated) {

    /** What stands beside an event that is no copy. */
    public EventHeader(Metadata metadata, CommandRecord command, String previous) {
        this(metadata, command, previous, Optional.empty());
    }

    /** Returns the same for a later event of the command, which does not repeat what was asked. */
    public EventHeader withoutDetail() {
        return new EventHeader(metadata, new CommandRecord(command.id(), Optional.empty()), previous, migrated);
    }

    /** Returns the same for the event that follows the one of this hash. */
    public EventHeader after(String hash) {
        return new EventHeader(metadata, command, hash, migrated);
    }
}
