package dev.recount.stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.recount.journal.migration.Migrated;
import dev.recount.journal.migration.Moved;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.List;

/** A step of a migration on its way to the stream that it is for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
public sealed interface MigrationStep {

    /** Returns the stream that it is for. */
    StreamId stream();

    /** Returns where it comes from. */
    CommandRequest.Origin origin();

    /**
     * The copies of an event into a stream; they are stored together, once.
     *
     * @param origin whose command led to the event, under the id by which the copies are stored
     * @param mark what they are copies of; its time is that at which the event happened
     * @param recorded when the event was stored
     * @param events what is copied, of which there is at least one
     */
    record Copy(
            StreamId stream, CommandRequest.Origin origin, Migrated mark, Instant recorded, List<CopiedEvent> events)
            implements MigrationStep {}

    /**
     * The end of a stream that has been copied, if it has not gone on meanwhile.
     *
     * @param version the version up to which it has been copied
     */
    record Close(StreamId stream, CommandRequest.Origin origin, Moved moved, long version) implements MigrationStep {}

    /**
     * An event of the stream that copies go into.
     *
     * @param name its name, such as {@code Deposited}
     * @param data its fields as JSON
     */
    record CopiedEvent(String name, String data) {}
}
