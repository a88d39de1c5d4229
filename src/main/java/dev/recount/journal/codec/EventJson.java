package dev.recount.journal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.migration.Migrated;
import dev.recount.json.Json;
import dev.recount.json.JsonSlice;
import dev.recount.json.text.Instants;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of an event, readable JSON:
 *
 * <pre>{@code
 * {"data":{"amount":700.00,"method":"CASH"},"time":"1993-01-01T00:00:00Z","recorded":"2026-01-01T12:00:00.123456Z",
 *  "principal":"anonymous","correlation":"695247","command":{"id":"695247","name":"Deposit","digest":"…","rules":"…",
 *   "data":{…}},
 *  "previous":"…"}
 * }</pre>
 *
 * <p>The command's name, its digest and the fingerprint of the rules that decided on it are there with its first event
 * alone, its data only where commands are recorded, and the revision of its form where that is not the first. An event
 * whose sender noted something else has that as {@code meta}. One that a migration has copied has no command but the
 * id, and {@code migrated} says what it is a copy of.
 */
final class EventJson {

    private static final JsonMapper FRAME = Json.frame();

    private EventJson() {}

    static byte[] write(ObjectWriter data, Object event, EventHeader header) {
        Metadata metadata = header.metadata();
        var bytes = new ByteArrayBuilder(FRAME.getFactory()._getBufferRecycler());
        try (JsonGenerator json = FRAME.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeFieldName("data");
            data.writeValue(json, event);
            String time = metadata.time().toString();
            json.writeStringField("time", time);
            json.writeStringField(
                    "recorded",
                    metadata.recorded().equals(metadata.time())
                            ? time
                            : metadata.recorded().toString());
            json.writeStringField("principal", metadata.principal().name());
            json.writeStringField("correlation", metadata.correlation());
            if (metadata.causation().isPresent()) {
                json.writeStringField("causation", metadata.causation().get());
            }
            if (!metadata.own().isEmpty()) {
                writeOwn(json, metadata.own());
            }
            writeCommand(json, header.command());
            json.writeStringField("previous", header.previous());
            if (header.migrated().isPresent()) {
                write(json, header.migrated().get());
            }
            json.writeEndObject();
        } catch (IOException unwritable) {
            throw new IllegalArgumentException(event.getClass().getName() + " cannot be written as JSON", unwritable);
        }
        return bytes.getClearAndRelease();
    }

    private static void writeOwn(JsonGenerator json, Map<String, String> own) throws IOException {
        json.writeObjectFieldStart("meta");
        for (Map.Entry<String, String> each : own.entrySet()) {
            json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }

    private static Map<String, String> readOwn(JsonParser json) throws IOException {
        var own = new TreeMap<String, String>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw new IOException("what is noted as " + name + " is no text");
            }
            own.put(name, json.getText());
        }
        return own;
    }

    private static void writeCommand(JsonGenerator json, CommandRecord command) throws IOException {
        json.writeObjectFieldStart("command");
        json.writeStringField("id", command.id());
        if (command.detail().isPresent()) {
            CommandRecord.Detail detail = command.detail().get();
            json.writeStringField("name", detail.name());
            if (detail.revision() > 1) {
                json.writeNumberField("revision", detail.revision());
            }
            json.writeStringField("digest", detail.digest());
            if (detail.rules().isPresent()) {
                json.writeStringField("rules", detail.rules().get());
            }
            if (detail.data().isPresent()) {
                json.writeFieldName("data");
                json.writeRawValue(detail.data().get());
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Migrated migrated) throws IOException {
        json.writeObjectFieldStart("migrated");
        json.writeStringField("name", migrated.migration());
        json.writeStringField("from", migrated.from().toString());
        json.writeStringField("copied", migrated.copied().toString());
        if (migrated.time().isPresent()) {
            json.writeStringField("time", migrated.time().get().toString());
        }
        if (!migrated.earlier().isEmpty()) {
            json.writeArrayFieldStart("earlier");
            for (EventId event : migrated.earlier()) {
                json.writeString(event.toString());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static Migrated readMigrated(JsonParser json) throws IOException {
        String name = null;
        String from = null;
        String copied = null;
        Optional<Instant> time = Optional.empty();
        var earlier = new ArrayList<EventId>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = json.getText();
                case "from" -> from = json.getText();
                case "copied" -> copied = json.getText();
                case "time" -> time = Optional.of(Instants.parse(json.getText()));
                case "earlier" -> {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        earlier.add(EventId.parse(json.getText()));
                    }
                }
                default -> throw new IOException("the mark of a copied event has no field " + field);
            }
        }
        return new Migrated(
                present(name, "migrated.name"),
                EventId.parse(present(from, "migrated.from")),
                Instants.parse(present(copied, "migrated.copied")),
                time,
                earlier);
    }

    /** The parts of a stored event. */
    record Parts(JsonSlice data, EventHeader header) {}

    /**
     * Reads a stored event.
     *
     * @throws IOException if the bytes are not a stored event
     */
    static Parts read(byte[] payload) throws IOException {
        var found = new Found();
        try (JsonParser json = FRAME.createParser(payload)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "data" -> found.data = JsonSlice.at(json, payload);
                    case "time" -> found.time = Instants.parse(json.getText());
                    case "recorded" -> found.recorded = Instants.parse(json.getText());
                    case "principal" -> found.principal = json.getText();
                    case "correlation" -> found.correlation = json.getText();
                    case "causation" -> found.causation = json.getText();
                    case "meta" -> found.own = readOwn(json);
                    case "command" -> found.command = readCommand(json, payload);
                    case "previous" -> found.previous = json.getText();
                    case "migrated" -> found.migrated = readMigrated(json);
                    default -> throw new IOException("a stored event has no field " + field);
                }
            }
            require(json.nextToken() == null);
        }
        return found.parts();
    }

    /**
     * Reads the data of an event that was written just now. Of the rest, only the command's data is not our own; it is
     * JSON within the bounds of a stored event if nothing is thrown.
     */
    static @Nullable Object readBack(byte[] payload, ObjectReader data) throws IOException {
        try (JsonParser json = FRAME.createParser(payload)) {
            json.nextToken();
            json.nextToken();
            json.nextToken();
            Object event = data.readValue(json);
            while (json.nextToken() != null) {
                json.skipChildren();
            }
            return event;
        }
    }

    private static CommandRecord readCommand(JsonParser json, byte[] payload) throws IOException {
        String id = null;
        String name = null;
        int revision = 1;
        String digest = null;
        String rules = null;
        String data = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "id" -> id = json.getText();
                case "name" -> name = json.getText();
                case "revision" -> revision = json.getIntValue();
                case "digest" -> digest = json.getText();
                case "rules" -> rules = json.getText();
                case "data" -> data = JsonSlice.at(json, payload).text();
                default -> throw new IOException("a stored command has no field " + field);
            }
        }
        return new CommandRecord(
                present(id, "command.id"),
                name != null && digest != null
                        ? Optional.of(new CommandRecord.Detail(
                                name, revision, digest, Optional.ofNullable(data), Optional.ofNullable(rules)))
                        : Optional.empty());
    }

    private static void require(boolean isOneObject) throws IOException {
        if (!isOneObject) {
            throw new IOException("a stored event is one JSON object");
        }
    }

    private static <T> T present(@Nullable T value, String field) throws IOException {
        if (value == null) {
            throw new IOException("the stored event has no " + field);
        }
        return value;
    }

    /** The fields that have been read so far. */
    private static final class Found {
        private @Nullable JsonSlice data;
        private @Nullable Instant time;
        private @Nullable Instant recorded;
        private @Nullable String principal;
        private @Nullable String correlation;
        private @Nullable String causation;
        private Map<String, String> own = Map.of();
        private @Nullable CommandRecord command;
        private @Nullable String previous;
        private @Nullable Migrated migrated;

        Parts parts() throws IOException {
            return new Parts(
                    present(data, "data"),
                    new EventHeader(
                            new Metadata(
                                    present(time, "time"),
                                    present(recorded, "recorded"),
                                    new Principal(present(principal, "principal")),
                                    present(correlation, "correlation"),
                                    Optional.ofNullable(causation),
                                    own),
                            present(command, "command"),
                            present(previous, "previous"),
                            Optional.ofNullable(migrated)));
        }
    }
}
