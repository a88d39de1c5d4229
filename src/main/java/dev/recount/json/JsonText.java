package dev.recount.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.StringWriter;

/**
 * A value of which no more is known than its JSON, as a component of a record: it is written as it stands, and each
 * number in it keeps its digits.
 */
public record JsonText(String text) {

    private static final JsonFactory FACTORY = Json.frame().getFactory();

    /** Returns what teaches Jackson to write and to read them. */
    static SimpleModule module() {
        return new SimpleModule("json-text").addSerializer(new Writer()).addDeserializer(JsonText.class, new Reader());
    }

    /** Tells nothing of the value, which may be personal data. */
    @Override
    public String toString() {
        return "JSON of " + text.length() + " characters";
    }

    private static final class Writer extends StdSerializer<JsonText> {

        private static final long serialVersionUID = 1L;

        Writer() {
            super(JsonText.class);
        }

        @Override
        public void serialize(JsonText value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeRawValue(value.text);
        }
    }

    private static final class Reader extends StdDeserializer<JsonText> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(JsonText.class);
        }

        @Override
        public JsonText deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = new StringWriter();
            try (JsonGenerator copy = FACTORY.createGenerator(text)) {
                copy.copyCurrentStructureExact(parser);
            }
            return new JsonText(text.toString());
        }
    }
}
