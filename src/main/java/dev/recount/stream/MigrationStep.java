package dev.recount.stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.recount.journal.migration.Migrated;
import dev.recount.journal.migration.Moved;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.List;

/** A step of a migration on its way to the stream that it is for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
@JsonSubTypes({@JsonSubTypes.Type(MigrationStep.Copies.class), @JsonSubTypes.Type(MigrationStep.Close.class)})
public sealed interface MigrationStep {

    /** Returns the stream that it is for. */
    StreamId stream();

    /**
     * The copies of events into a stream, each of which is stored once, and all of them together.
     *
     * @param copies the copies in the order of their originals, of which there is at least one
     */
    record Copies(StreamId stream, List<Copy> copies) implements MigrationStep {
        public Copies {
            copies = List.copyOf(copies);
        }
    }

    /**
     * The copy of an event.
     *
     * @param origin whose command led to the event, under the id by which the copy is stored
     * @param mark what it is a copy of; its time is that at which the event happened
     * @param recorded when the event was stored
     * @param events what is copied, of which there is at least one
     */
    record Copy(CommandRequest.Origin origin, Migrated mark, Instant recorded, List<CopiedEvent> events) {
        public Copy {
            events = List.copyOf(events);
        }
    }

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
