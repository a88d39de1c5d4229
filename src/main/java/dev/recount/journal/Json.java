package dev.recount.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * How JSON is read and written here: strictly.
 *
 * <p>Nothing is guessed: no text is taken for a number, no unknown or missing field passes, no number is rounded.
 */
final class Json {

    /** Deep enough for any record, and shallow enough that nesting cannot exhaust a thread's stack. */
    private static final int MAX_DEPTH = 64;

    /** The most digits that a number may have on either side of its point. */
    private static final int MAX_DIGITS = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(2 * MAX_DIGITS)
                    .maxNameLength(256)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** Returns a mapper that takes the names of sealed types' records from this introspector. */
    static JsonMapper mapper(AnnotationIntrospector names) {
        return JsonMapper.builder(FACTORY)
                .annotationIntrospector(names)
                .addModules(new Jdk8Module(), new JavaTimeModule(), boundedNumbers())
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS,
                        DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    private static SimpleModule boundedNumbers() {
        return new SimpleModule()
                .addDeserializer(BigDecimal.class, new BoundedDecimal())
                .addDeserializer(Double.class, new FiniteDouble(Double.class))
                .addDeserializer(double.class, new FiniteDouble(double.class));
    }

    /** Refuses numbers such as 1e999999999, whose mere addition would take all memory. */
    private static final class BoundedDecimal extends JsonDeserializer<BigDecimal> {

        private final JsonDeserializer<BigDecimal> plain = NumberDeserializers.BigDecimalDeserializer.instance;

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            BigDecimal number = plain.deserialize(parser, context);
            if (Math.abs((long) number.scale()) > MAX_DIGITS || number.precision() > MAX_DIGITS) {
                throw context.weirdNumberException(number, BigDecimal.class, "has more than " + MAX_DIGITS + " digits");
            }
            return number;
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Float;
        }
    }

    /** Refuses numbers such as 1e400, which a double can only hold as infinity, and infinity as JSON not at all. */
    private static final class FiniteDouble extends JsonDeserializer<Double> {

        private final Class<Double> type;

        FiniteDouble(Class<Double> type) {
            this.type = type;
        }

        @Override
        public Double deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isNumeric()) {
                return (Double) context.handleUnexpectedToken(type, parser);
            }
            double number = parser.getDoubleValue();
            if (Double.isInfinite(number)) {
                throw context.weirdNumberException(parser.getDecimalValue().precision(), type, "is too large");
            }
            return number;
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Float;
        }
    }
}
