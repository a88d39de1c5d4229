package dev.recount.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.journal.EventDocument;
import dev.recount.journal.EventMetadata;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.json.MalformedException;
import dev.recount.model.StreamId;

/**
 * Events as the outside sees them: CloudEvents 1.0 in JSON.
 *
 * <p>{@code id} and {@code source} together name an event for good. What CloudEvents has no attribute for is an extension
 * attribute: {@code version}, {@code revision}, {@code recorded}, {@code principal}, {@code correlationid}, {@code causationid},
 * {@code commandid}, {@code previoushash}.
 */
final class CloudEvents {

    private CloudEvents() {}

    static ObjectNode of(StreamId stream, long version, StoredEvent stored) {
        EventDocument document = document(stream, version, stored);
        EventMetadata metadata = document.metadata();
        ObjectNode event = Answers.JSON.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", stream + "@" + version);
        event.put("source", "/streams/" + stream);
        event.put("type", document.name().type());
        event.put("time", metadata.time().toString());
        event.put("version", version);
        event.put("revision", document.name().revision());
        event.put("recorded", metadata.recorded().toString());
        event.put("principal", metadata.principal());
        event.put("correlationid", metadata.correlation());
        metadata.causation().ifPresent(causation -> event.put("causationid", causation));
        event.put("commandid", metadata.command().id());
        event.put("previoushash", metadata.previous());
        event.put("datacontenttype", "application/json");
        event.putRawValue("data", new RawValue(document.data()));
        return event;
    }

    private static EventDocument document(StreamId stream, long version, StoredEvent stored) {
        try {
            return EventDocument.of(stored);
        } catch (MalformedException unreadable) {
            throw new ProblemException(new Problem(
                    500, "STREAM_DAMAGED", "the event of version " + version + " of " + stream + " cannot be read"));
        }
    }
}
