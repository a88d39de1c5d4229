package dev.recount.journal;

import dev.recount.journal.Orders.Command;
import dev.recount.journal.Orders.Event;
import dev.recount.journal.Orders.State;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes the events of {@link Orders} as a stream would. */
final class StoredForm {

    static final EventHeader HEADER = new EventHeader(
            new Metadata(
                    Instant.parse("1993-01-01T00:00:00Z"),
                    Instant.parse("2026-01-01T12:00:00.123456Z"),
                    new Principal("ann"),
                    "conversation",
                    Optional.of("cause")),
            new CommandRecord(
                    "id",
                    Optional.of(new CommandRecord.Detail(
                            "Place", 1, "digest", Optional.of("{\"price\":1.10}"), Optional.of("rules")))),
            "hash");

    static final EventId AT = EventId.of(new StreamId("order", "1"), 1);

    static final Codecs CODECS = new Codecs(List.of(StreamType.of("order", new Orders())));

    private final StreamCodec<State, Command, Event> codec = Orders.codec();

    StreamCodec<State, Command, Event> codec() {
        return codec;
    }

    RecordedEvent store(Event event) {
        return codec.events().write(AT, event, HEADER);
    }

    RecordedEvent recorded(Event event, StoredEvent stored) {
        return new RecordedEvent(List.of(new Recorded.Part(EventName.parse(stored.manifest()), event)), HEADER, stored);
    }

    static StoredEvent placed() {
        return new StoredForm()
                .store(new Event.Placed("Ann", List.of(Orders.BOLT), Optional.empty()))
                .stored();
    }

    static StoredEvent stored(String manifest, String payload) {
        return new StoredEvent(manifest, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads an event as if it lay in a stream of orders. */
    static Recorded read(StoredEvent stored) {
        return CODECS.reader().read(entry(stored));
    }

    /** Takes an event apart as if it lay in a stream of orders. */
    static EventDocument document(StoredEvent stored) {
        return CODECS.reader().open(entry(stored)).documents().getFirst();
    }

    private static JournalEntry entry(StoredEvent stored) {
        return new JournalEntry(new StreamId("order", "1"), 1, stored);
    }

    static String text(StoredEvent stored) {
        return new String(stored.payload(), StandardCharsets.UTF_8);
    }
}
