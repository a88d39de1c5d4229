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
 * withdrawn}, and no events, where it takes an earlier correction back.
 */
public final class CorrectionJson {

    private static final JsonMapper FRAME = Json.frame();

    private CorrectionJson() {}

    /** Returns the data of a correction. */
    public static String write(Correction correction) {
        var text = new StringWriter();
        try (JsonGenerator json = FRAME.createGenerator(text)) {
            json.writeStartObject();
            switch (correction) {
                case Correction.Instead(var version, var read, var _) -> {
                    json.writeNumberField("instead", version);
                    write(json, read);
                }
                case Correction.After(var version, var read, var _) -> {
                    json.writeNumberField("after", version);
                    write(json, read);
                }
                case Correction.Withdrawn(var version, var _) -> json.writeNumberField("withdrawn", version);
            }
            json.writeStringField("reason", correction.reason());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
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
        var found = new Found();
        try (JsonParser json = FRAME.createParser(bytes)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "instead", "after", "withdrawn" -> found.said(field, json.getLongValue());
                    case "read" -> found.read = events(json, bytes);
                    case "reason" -> found.reason = json.getText();
                    default -> throw new IOException("a correction has no field " + field);
                }
            }
        }
        return found.correction();
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
        private @Nullable String reason;

        void said(String field, long of) {
            kind = field;
            version = of;
        }

        Correction correction() throws IOException {
            if (reason == null) {
                throw new IOException("a correction has a reason");
            }
            return switch (kind) {
                case "instead" -> new Correction.Instead(version, read, reason);
                case "after" -> new Correction.After(version, read, reason);
                case "withdrawn" -> new Correction.Withdrawn(version, reason);
                default -> throw new IOException("a correction says what it is about");
            };
        }
    }
}
