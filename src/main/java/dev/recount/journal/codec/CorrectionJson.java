package dev.recount.journal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.correction.CorrectedEvent;
import dev.recount.journal.correction.Correction;
import dev.recount.json.Json;
import dev.recount.json.JsonSlice;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of a correction as it is stored:
 *
 * <pre>{@code
 * {"instead":7,"read":[{"event":"Deposited","revision":1,"data":{"amount":7.00,"method":"CASH"}}],"reason":"…"}
 * }</pre>
 *
 * <p>With {@code after} in the place of {@code instead} where the events are read after that one, and with {@code
 * withdrawn}, and no events, where it takes an earlier correction back. A proposal has such corrections as a list under
 * {@code proposed}, and an approval the version of one under {@code approved}.
 */
public final class CorrectionJson {

    private static final JsonMapper FRAME = Json.frame();

    private CorrectionJson() {}

    /** Returns the data of a correction. */
    public static String write(Correction correction) {
        var text = new StringWriter();
        try (JsonGenerator json = FRAME.createGenerator(text)) {
            write(json, correction);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Correction correction) throws IOException {
        json.writeStartObject();
        switch (correction) {
            case Correction.Instead(var version, var read, var reason) -> {
                json.writeNumberField("instead", version);
                write(json, read);
                json.writeStringField("reason", reason);
            }
            case Correction.After(var version, var read, var reason) -> {
                json.writeNumberField("after", version);
                write(json, read);
                json.writeStringField("reason", reason);
            }
            case Correction.Withdrawn(var version, var reason) -> {
                json.writeNumberField("withdrawn", version);
                json.writeStringField("reason", reason);
            }
            case Correction.Proposed(var corrections) -> {
                json.writeArrayFieldStart("proposed");
                for (Correction each : corrections) {
                    write(json, each);
                }
                json.writeEndArray();
            }
            case Correction.Approved(var version, var reason) -> {
                json.writeNumberField("approved", version);
                json.writeStringField("reason", reason);
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, List<CorrectedEvent> read) throws IOException {
        json.writeArrayFieldStart("read");
        for (CorrectedEvent event : read) {
            json.writeStartObject();
            json.writeStringField("event", event.event());
            json.writeNumberField("revision", event.revision());
            json.writeFieldName("data");
            json.writeRawValue(event.data());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * Reads the data of a correction.
     *
     * @throws IOException if it is none
     */
    public static Correction read(String data) throws IOException {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        try (JsonParser json = FRAME.createParser(bytes)) {
            json.nextToken();
            return correction(json, bytes);
        }
    }

    private static Correction correction(JsonParser json, byte[] bytes) throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT);
        var found = new Found();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "instead", "after", "withdrawn", "approved" -> found.said(field, json.getLongValue());
                case "proposed" -> found.proposed = corrections(json, bytes);
                case "read" -> found.read = events(json, bytes);
                case "reason" -> found.reason = json.getText();
                default -> throw new IOException("a correction has no field " + field);
            }
        }
        return found.correction();
    }

    private static List<Correction> corrections(JsonParser json, byte[] bytes) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY);
        var corrections = new ArrayList<Correction>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            corrections.add(correction(json, bytes));
        }
        require(!corrections.isEmpty());
        return corrections;
    }

    private static List<CorrectedEvent> events(JsonParser json, byte[] bytes) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY);
        var events = new ArrayList<CorrectedEvent>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String event = "";
            int revision = 1;
            String eventData = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "event" -> event = json.getText();
                    case "revision" -> revision = json.getIntValue();
                    case "data" -> eventData = JsonSlice.at(json, bytes).text();
                    default -> throw new IOException("an event of a correction has no field " + field);
                }
            }
            events.add(new CorrectedEvent(event, revision, eventData));
        }
        return events;
    }

    private static void require(boolean is) throws IOException {
        if (!is) {
            throw new IOException("a correction is one JSON object, and its events an array of them");
        }
    }

    /** The fields that have been read so far. */
    private static final class Found {
        private String kind = "";
        private long version;
        private List<CorrectedEvent> read = List.of();
        private List<Correction> proposed = List.of();
        private @Nullable String reason;

        void said(String field, long of) {
            kind = field;
            version = of;
        }

        Correction correction() throws IOException {
            if (!proposed.isEmpty()) {
                return new Correction.Proposed(proposed);
            } else if (reason == null) {
                throw new IOException("a correction has a reason");
            }
            return switch (kind) {
                case "instead" -> new Correction.Instead(version, read, reason);
                case "after" -> new Correction.After(version, read, reason);
                case "withdrawn" -> new Correction.Withdrawn(version, reason);
                case "approved" -> new Correction.Approved(version, reason);
                default -> throw new IOException("a correction says what it is about");
            };
        }
    }
}
