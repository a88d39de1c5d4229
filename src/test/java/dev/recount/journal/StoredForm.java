package dev.recount.journal;

import dev.recount.journal.Orders.Command;
import dev.recount.journal.Orders.Event;
import dev.recount.journal.Orders.State;
import dev.recount.journal.Recorded.RecordedEvent;
import java.time.Instant;
import java.util.Optional;

/** Writes the events of {@link Orders} as a stream would. */
final class StoredForm {

    static final EventMetadata METADATA = new EventMetadata(
            Instant.parse("1993-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T12:00:00.123456Z"),
            "ann",
            "conversation",
            Optional.of("cause"),
            new CommandRecord("id", Optional.of(new CommandRecord.Detail("Place", "digest", "{\"price\":1.10}"))),
            "hash");

    private final StreamCodec<State, Command, Event> codec = Orders.codec();

    StreamCodec<State, Command, Event> codec() {
        return codec;
    }

    RecordedEvent store(Event event) {
        return codec.writeEvent(event, METADATA);
    }

    RecordedEvent recorded(Event event, StoredEvent stored) {
        return new RecordedEvent(EventName.parse(stored.manifest()), event, METADATA, stored);
    }
}
