package dev.recount.journal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.Json;
import dev.recount.model.evolution.Fields;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of events and commands as JSON. */
final class FieldsJson {

    /** Beyond it, a number is written with an exponent, so that it stays one that can be read. */
    private static final int MAX_SCALE = 100;

    /** More than any number of a record has. */
    private static final int LARGEST_SCALE = 1_000;

    private static final JsonMapper JSON = Json.frame();

    private FieldsJson() {}

    /**
     * Reads fields.
     *
     * @throws IOException if the text is not one JSON object
     */
    static Fields read(String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the data of an event is a JSON object");
            }
            return object(parser);
        }
    }

    /**
     * Reads fields that came from outside, which are bytes of UTF-8 and nothing else.
     *
     * @throws IOException if they are not one JSON object, or one of the numbers is too long to count with
     */
    static Fields readSent(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a JSON object is expected");
            }
            Fields fields = object(parser);
            if (parser.nextToken() != null) {
                throw new IOException("there is more after the end of the JSON object");
            }
            requireBounded(fields);
            return fields;
        }
    }

    /** A step of an upcaster could take all memory to write 1e999999999 with its decimals. */
    private static void requireBounded(@Nullable Object value) throws IOException {
        switch (value) {
            case Fields fields -> {
                for (Object each : fields.asMap().values()) {
                    requireBounded(each);
                }
            }
            case List<?> list -> {
                for (Object each : list) {
                    requireBounded(each);
                }
            }
            case BigDecimal number -> {
                if (Math.abs((long) number.scale()) > LARGEST_SCALE) {
                    throw new IOException("a number is too long");
                }
            }
            case null, default -> {}
        }
    }

    private static Fields object(JsonParser parser) throws IOException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, value(parser));
        }
        return Fields.of(values);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw new IOException("the data of an event ends too early");
        };
    }

    /** Writes fields. */
    static String write(Fields fields) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            write(fields, generator);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator generator) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Fields fields -> {
                generator.writeStartObject();
                for (Map.Entry<String, @Nullable Object> field : fields.asMap().entrySet()) {
                    generator.writeFieldName(field.getKey());
                    write(field.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                for (Object each : list) {
                    write(each, generator);
                }
                generator.writeEndArray();
            }
            case BigDecimal number -> generator.writeNumber(text(number));
            case Boolean flag -> generator.writeBoolean(flag);
            case String text -> generator.writeString(text);
            default -> throw new IllegalStateException("no value of fields: " + value.getClass());
        }
    }

    private static String text(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_SCALE ? number.toPlainString() : number.toString();
    }
}
