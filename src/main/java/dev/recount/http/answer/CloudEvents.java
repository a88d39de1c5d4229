package dev.recount.http.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.journal.EventDocument;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.codec.OpenedEvent;
import dev.recount.journal.correction.Overlay;
import dev.recount.json.MalformedException;
import dev.recount.log.LogEntry;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.subscription.LogPart;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Events as the outside sees them: CloudEvents 1.0 in JSON, each in the form that it has today. Personal data in them
 * is still marked, if nothing else is said.
 *
 * <p>{@code id} and {@code source} together name an event for good. What CloudEvents has no attribute for is an
 * extension attribute: {@code version}, {@code revision}, {@code recorded}, {@code principal}, {@code correlationid},
 * {@code causationid}, {@code commandid}, {@code previoushash}; {@code meta} with the name of what the sender noted,
 * such as {@code metachannel}; {@code correctedby} and {@code originaldata}; {@code migratedfrom}; and
 * {@code position} and {@code problem} in the log.
 */
public final class CloudEvents {

    private CloudEvents() {}

    /**
     * Returns the events that an entry of a stream is: of an earlier form, there may be several, or none.
     *
     * @throws ProblemException if it is damaged
     */
    public static List<ObjectNode> of(JournalEntry entry, EventReader reader) {
        return of(entry, reader, false);
    }

    /**
     * Returns the events that an entry of a stream is: of an earlier form, or corrected, there may be several, or none.
     *
     * @param original whether those that were corrected also tell the data that was recorded
     * @throws ProblemException if it is damaged
     */
    public static List<ObjectNode> of(JournalEntry entry, EventReader reader, boolean original) {
        return of(entry, reader, original, UnaryOperator.identity());
    }

    /**
     * Returns the events that an entry of a stream is: of an earlier form, or corrected, there may be several, or none.
     *
     * @param form the form in which personal data is told
     * @throws ProblemException if it is damaged
     */
    public static List<ObjectNode> of(JournalEntry entry, EventReader reader, UnaryOperator<String> form) {
        return of(entry, reader, false, form);
    }

    private static List<ObjectNode> of(
            JournalEntry entry, EventReader reader, boolean original, UnaryOperator<String> form) {
        try {
            OpenedEvent opened = reader.open(entry);
            List<EventDocument> documents = opened.documents();
            List<ObjectNode> events = IntStream.rangeClosed(1, documents.size())
                    .mapToObj(part ->
                            of(new EventId(entry.stream(), entry.version(), part), documents.get(part - 1), form))
                    .toList();
            events.forEach(event -> {
                addCorrection(event, entry.stream(), entry.overlay());
                if (original && entry.overlay().isCorrected()) {
                    ArrayNode data = event.putArray("originaldata");
                    opened.storedDocuments()
                            .forEach(stored -> data.addRawValue(new RawValue(form.apply(stored.data()))));
                }
            });
            return events;
        } catch (MalformedException unreadable) {
            throw new ProblemException(new Problem(
                    500,
                    "STREAM_DAMAGED",
                    "the event of version " + entry.version() + " of " + entry.stream() + " cannot be read"));
        }
    }

    /** Says of an event that was corrected which correction said so last. */
    private static void addCorrection(ObjectNode event, StreamId stream, Overlay overlay) {
        if (overlay.isCorrected()) {
            event.put("correctedby", EventId.of(stream, overlay.by().getLast()).toString());
        }
    }

    /**
     * Returns an event that is damaged, and must neither be passed over in silence nor hold up the log: it goes out
     * without its data, and with {@code problem}.
     */
    private static ObjectNode damaged(LogEntry entry) {
        return head(entry.id(), entry.stored().type()).put("problem", "what is stored of this event cannot be read");
    }

    /** Returns an event of the log as its reader gets it, with the position from which on the reader goes on. */
    public static ObjectNode of(LogPart part) {
        return written(part).put("position", part.bookmark().toString());
    }

    private static ObjectNode written(LogPart part) {
        try {
            ObjectNode event = of(part.id(), part.read());
            addCorrection(event, part.entry().stream(), part.entry().overlay());
            return event;
        } catch (MalformedException unreadable) {
            return damaged(part.entry());
        }
    }

    private static ObjectNode head(EventId id, String type) {
        return Answers.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", id.toString())
                .put("source", "/streams/" + id.stream())
                .put("type", type)
                .put("version", id.version());
    }

    /** Returns one event. */
    static ObjectNode of(EventId id, EventDocument document) {
        return of(id, document, UnaryOperator.identity());
    }

    private static ObjectNode of(EventId id, EventDocument document, UnaryOperator<String> form) {
        Metadata metadata = document.header().metadata();
        ObjectNode event = head(id, document.name().type());
        event.put("time", metadata.time().toString());
        event.put("revision", document.name().revision());
        event.put("recorded", metadata.recorded().toString());
        event.put("principal", metadata.principal().name());
        event.put("correlationid", metadata.correlation());
        metadata.causation().ifPresent(causation -> event.put("causationid", causation));
        metadata.own().forEach((name, value) -> event.put("meta" + name, value));
        document.header()
                .migrated()
                .ifPresent(mark -> event.put("migratedfrom", mark.from().toString()));
        event.put("commandid", document.header().command().id());
        event.put("previoushash", document.header().previous());
        event.put("datacontenttype", "application/json");
        event.putRawValue("data", new RawValue(form.apply(document.data())));
        return event;
    }
}
