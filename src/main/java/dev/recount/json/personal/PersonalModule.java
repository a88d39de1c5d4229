package dev.recount.json.personal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.recount.model.personal.Personal;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Personal data as Jackson writes and reads it: marked. A value without a mark is read as well, as events of before
 * have it; of what others sent, it is the only one.
 */
public final class PersonalModule {

    /** The attribute of a reader that is set where what it reads comes from outside, and is plain. */
    public static final Object SENT = new Object();

    /** The attribute of a reader that holds the {@link Subject} of what is marked without one. */
    public static final Object HOME = new Object();

    /** The attribute of a reader that is set where what it reads is to be as if everybody were erased. */
    public static final Object FORGETTING = new Object();

    private PersonalModule() {}

    /** Returns the module. */
    public static SimpleModule module() {
        return new SimpleModule("personal")
                .addSerializer(new Writer())
                .addDeserializer(Personal.class, new Reader(null, null));
    }

    private static final class Writer extends StdSerializer<Personal<?>> {

        private static final long serialVersionUID = 1L;

        Writer() {
            super(Personal.class, false);
        }

        @Override
        public void serialize(Personal<?> personal, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeStartObject();
            json.writeObjectFieldStart(Marks.PERSONAL);
            if (personal.subject().isPresent()) {
                json.writeStringField(Marks.SUBJECT, personal.subject().get().toString());
            }
            Optional<?> value = personal.find();
            if (value.isPresent()) {
                json.writeFieldName(Marks.VALUE);
                write(value.get(), json, provider);
            }
            json.writeEndObject();
            json.writeEndObject();
        }

        private static void write(Object value, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.findTypedValueSerializer(value.getClass(), true, null).serialize(value, json, provider);
        }

        @Override
        public void serializeWithType(
                Personal<?> personal, JsonGenerator json, SerializerProvider provider, TypeSerializer ignored)
                throws IOException {
            serialize(personal, json, provider);
        }
    }

    private static final class Reader extends StdDeserializer<Personal<?>> implements ContextualDeserializer {

        private static final long serialVersionUID = 1L;

        private final @Nullable JavaType type;
        private final transient @Nullable JsonDeserializer<Object> values;

        Reader(@Nullable JavaType type, @Nullable JsonDeserializer<Object> values) {
            super(Personal.class);
            this.type = type;
            this.values = values;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
                throws JsonMappingException {
            JavaType of = context.getContextualType().containedTypeOrUnknown(0);
            return new Reader(of, context.findRootValueDeserializer(of));
        }

        @Override
        public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer ignored)
                throws IOException {
            return deserialize(parser, context);
        }

        @Override
        public Personal<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Personal<?> read = personal(parser, context);
            return context.getAttribute(FORGETTING) == null ? read : new Personal.Erased<>(read.subject());
        }

        private Personal<?> personal(JsonParser parser, DeserializationContext context) throws IOException {
            if (context.getAttribute(SENT) != null || parser.currentToken() != JsonToken.START_OBJECT) {
                return new Personal.Known<>(value(parser, context), home(context));
            }
            return Marks.PERSONAL.equals(parser.nextFieldName())
                    ? marked(parser, context)
                    : new Personal.Known<>(value(begun(parser, context), context), home(context));
        }

        private static Optional<Subject> home(DeserializationContext context) {
            return Optional.ofNullable((Subject) context.getAttribute(HOME));
        }

        /** Returns a parser that stands at the beginning of an object whose first field another one stands at. */
        private static JsonParser begun(JsonParser parser, DeserializationContext context) throws IOException {
            TokenBuffer object = context.bufferForInputBuffering(parser);
            object.writeStartObject();
            for (; parser.currentToken() == JsonToken.FIELD_NAME; parser.nextToken()) {
                object.copyCurrentStructure(parser);
            }
            object.writeEndObject();
            return object.asParserOnFirstToken();
        }

        private Personal<?> marked(JsonParser parser, DeserializationContext context) throws IOException {
            require(parser.nextToken() == JsonToken.START_OBJECT, parser, context);
            Optional<Subject> subject = home(context);
            Object value = null;
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                if (field.equals(Marks.SUBJECT)) {
                    subject = Optional.of(Subject.parse(parser.getText()));
                } else {
                    require(field.equals(Marks.VALUE), parser, context);
                    value = value(parser, context);
                }
            }
            require(parser.nextToken() == JsonToken.END_OBJECT, parser, context);
            return value == null ? new Personal.Erased<>(subject) : new Personal.Known<>(value, subject);
        }

        /** The fault of a value that was stored is told to nobody, as the value would be told with it. */
        private Object value(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return read(parser, context);
            } catch (JsonMappingException wrong) {
                if (context.getAttribute(SENT) == null) {
                    throw new JsonMappingException(parser, "personal data is not as it should be");
                }
                throw wrong;
            }
        }

        private Object read(JsonParser parser, DeserializationContext context) throws IOException {
            Object value = values == null || parser.currentToken() == JsonToken.VALUE_NULL
                    ? null
                    : values.deserialize(parser, context);
            if (value == null) {
                return context.handleUnexpectedToken(type, parser);
            }
            return value;
        }

        private static void require(boolean is, JsonParser parser, DeserializationContext context) throws IOException {
            if (!is) {
                context.handleUnexpectedToken(Personal.class, parser);
            }
        }
    }
}
