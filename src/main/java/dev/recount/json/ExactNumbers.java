package dev.recount.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Reads numbers that their type can hold, and refuses all others instead of changing them. */
final class ExactNumbers {

    /** The most digits that a number may have on either side of its point: 1e999999999 would take all memory to add. */
    static final int MAX_DIGITS = 100;

    private static final JsonFactory KEYS = Json.factory().build();

    private ExactNumbers() {}

    static SimpleModule module() {
        var module = new SimpleModule("exact-numbers");
        whole(module, List.of(byte.class, Byte.class), Byte.MIN_VALUE, Byte.MAX_VALUE, number -> (byte) number);
        whole(module, List.of(short.class, Short.class), Short.MIN_VALUE, Short.MAX_VALUE, number -> (short) number);
        whole(module, List.of(int.class, Integer.class), Integer.MIN_VALUE, Integer.MAX_VALUE, number -> (int) number);
        whole(module, List.of(long.class, Long.class), Long.MIN_VALUE, Long.MAX_VALUE, number -> number);
        add(module, List.of(BigInteger.class), false, ExactNumbers::integer);
        add(module, List.of(BigDecimal.class), true, ExactNumbers::decimal);
        add(module, List.of(float.class, Float.class), true, ExactNumbers::finiteFloat);
        add(module, List.of(double.class, Double.class), true, ExactNumbers::finiteDouble);
        return module;
    }

    private static void whole(
            SimpleModule module, List<Class<?>> types, long least, long most, LongFunction<Number> exact) {
        add(module, types, false, parser -> {
            boolean isBig = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
            return isBig || parser.getLongValue() < least || parser.getLongValue() > most
                    ? null
                    : exact.apply(parser.getLongValue());
        });
    }

    private static @Nullable Number integer(JsonParser parser) throws IOException {
        return parser.getTextLength() > MAX_DIGITS ? null : parser.getBigIntegerValue();
    }

    private static @Nullable Number decimal(JsonParser parser) throws IOException {
        BigDecimal number = parser.getDecimalValue();
        long before = (long) number.precision() - number.scale();
        boolean isBounded = before <= MAX_DIGITS && number.scale() <= MAX_DIGITS && number.precision() <= MAX_DIGITS;
        return isBounded ? number : null;
    }

    private static @Nullable Number finiteFloat(JsonParser parser) throws IOException {
        return Float.isFinite(parser.getFloatValue()) ? parser.getFloatValue() : null;
    }

    private static @Nullable Number finiteDouble(JsonParser parser) throws IOException {
        return Double.isFinite(parser.getDoubleValue()) ? parser.getDoubleValue() : null;
    }

    @SuppressWarnings("unchecked") // what the reader returns is checked to be of the type, or boxes it
    private static void add(SimpleModule module, List<Class<?>> types, boolean allowsPoint, NumberReader reader) {
        for (Class<?> type : types) {
            var exact = new Exact((Class<Number>) type, allowsPoint, reader);
            module.addDeserializer((Class<Number>) type, exact);
            module.addKeyDeserializer(type, exact.ofKeys());
        }
    }

    /** Takes a number from a parser. */
    @FunctionalInterface
    private interface NumberReader {

        /** Returns the number, or null if the type cannot hold it. */
        @Nullable
        Number read(JsonParser parser) throws IOException;
    }

    private static final class Exact extends JsonDeserializer<Number> {

        private final Class<Number> type;
        private final boolean allowsPoint;
        private final NumberReader reader;

        Exact(Class<Number> type, boolean allowsPoint, NumberReader reader) {
            this.type = type;
            this.allowsPoint = allowsPoint;
            this.reader = reader;
        }

        @Override
        public Number deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonToken token = parser.currentToken();
            if (token != JsonToken.VALUE_NUMBER_INT && !(allowsPoint && token == JsonToken.VALUE_NUMBER_FLOAT)) {
                return (Number) context.handleUnexpectedToken(type, parser);
            }
            Number number = read(parser);
            if (number == null) {
                throw context.weirdNumberException(0, type, "");
            }
            return number;
        }

        /** Returns the reader of keys, which are the numbers' own texts. */
        KeyDeserializer ofKeys() {
            return new KeyDeserializer() {
                @Override
                public Object deserializeKey(String key, DeserializationContext context) throws IOException {
                    Number number = key.isBlank() || !key.equals(key.strip()) ? null : number(key);
                    if (number == null) {
                        throw context.weirdKeyException(type, key, "");
                    }
                    return number;
                }
            };
        }

        private @Nullable Number number(String key) throws IOException {
            try (JsonParser parser = KEYS.createParser(key)) {
                JsonToken token = parser.nextToken();
                boolean isNumber =
                        token == JsonToken.VALUE_NUMBER_INT || (allowsPoint && token == JsonToken.VALUE_NUMBER_FLOAT);
                Number number = isNumber ? read(parser) : null;
                return parser.nextToken() == null ? number : null;
            } catch (StreamReadException noNumber) {
                return null;
            }
        }

        private @Nullable Number read(JsonParser parser) throws IOException {
            try {
                return reader.read(parser);
            } catch (StreamReadException | NumberFormatException beyondAnyType) {
                return null;
            }
        }

        @Override
        public LogicalType logicalType() {
            return allowsPoint ? LogicalType.Float : LogicalType.Integer;
        }
    }
}
