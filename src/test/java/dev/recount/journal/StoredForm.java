package dev.recount.journal;

import dev.recount.journal.Orders.Command;
import dev.recount.journal.Orders.Event;
import dev.recount.journal.Orders.State;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.StreamType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes the events of {@link Orders} as a stream would. */
final class StoredForm {

    static final EventMetadata METADATA = new EventMetadata(
            Instant.parse("1993-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T12:00:00.123456Z"),
            "ann",
            "conversation",
            Optional.of("cause"),
            new CommandRecord(
                    "id", Optional.of(new CommandRecord.Detail("Place", "digest", Optional.of("{\"price\":1.10}")))),
            "hash");

    static final Codecs CODECS = new Codecs(List.of(StreamType.of("order", new Orders())));

    private final StreamCodec<State, Command, Event> codec = Orders.codec();

    StreamCodec<State, Command, Event> codec() {
        return codec;
    }

    RecordedEvent store(Event event) {
        return codec.writeEvent(event, METADATA);
    }

    RecordedEvent recorded(Event event, StoredEvent stored) {
        return new RecordedEvent(
                List.of(new Recorded.Part(EventName.parse(stored.manifest()), event)), METADATA, stored);
    }

    static StoredEvent placed() {
        return new StoredForm()
                .store(new Event.Placed("Ann", List.of(Orders.BOLT), Optional.empty()))
                .stored();
    }

    static StoredEvent stored(String manifest, String payload) {
        return new StoredEvent(manifest, payload.getBytes(StandardCharsets.UTF_8));
    }

    static String text(StoredEvent stored) {
        return new String(stored.payload(), StandardCharsets.UTF_8);
    }
}
