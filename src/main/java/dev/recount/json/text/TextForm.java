package dev.recount.json.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text as which values of a type are written, alone and as the keys of maps; they are read from no other form.
 *
 * @param example what such a text looks like; empty if any text is one
 * @param parse fails with an {@link IllegalArgumentException} or {@link DateTimeException}
 */
record TextForm<T>(Class<T> type, String example, Function<String, T> parse, Function<T, String> print) {

    static <T> TextForm<T> of(Class<T> type, String example, Function<String, T> parse) {
        return new TextForm<>(type, example, parse, Object::toString);
    }

    void addTo(SimpleModule module) {
        module.addDeserializer(type, reader());
        module.addKeyDeserializer(type, new KeyReader());
        module.addSerializer(type, new Writer(JsonGenerator::writeString));
        module.addKeySerializer(type, new Writer(JsonGenerator::writeFieldName));
    }

    JsonDeserializer<T> reader() {
        return new Reader();
    }

    private @Nullable T read(String text) {
        try {
            return parse.apply(text);
        } catch (DateTimeException | IllegalArgumentException malformed) {
            return null;
        }
    }

    private final class Reader extends JsonDeserializer<T> {

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return type.cast(context.handleUnexpectedToken(type, parser));
            }
            T value = read(parser.getText());
            if (value == null) {
                throw context.weirdStringException(parser.getText(), type, "");
            }
            return value;
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Textual;
        }
    }

    private final class KeyReader extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            T value = read(key);
            if (value == null) {
                throw context.weirdKeyException(type, key, "");
            }
            return value;
        }
    }

    /** Writes a text as a value or as a key. */
    @FunctionalInterface
    private interface Writing {
        void write(JsonGenerator generator, String text) throws IOException;
    }

    private final class Writer extends JsonSerializer<T> {

        private final Writing writing;

        Writer(Writing writing) {
            this.writing = writing;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider serializers) throws IOException {
            writing.write(generator, print.apply(value));
        }
    }
}
