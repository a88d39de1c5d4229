package dev.recount.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.recount.json.personal.PersonalModule;
import dev.recount.json.text.TextForms;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The mappers with which all JSON is read and written: strictly.
 *
 * <p>Nothing is guessed: no text is taken for a number, no unknown or missing field passes, no number is rounded.
 */
public final class Json {

    /** Deep enough for any record, and shallow enough that nesting cannot exhaust a thread's stack. */
    private static final int MAX_DEPTH = 64;

    private Json() {}

    /** Returns a mapper that takes the names of sealed types' records from this introspector. */
    public static JsonMapper mapper(AnnotationIntrospector names) {
        return JsonMapper.builder(factory(MAX_DEPTH))
                .annotationIntrospector(names)
                .accessorNaming(new ComponentNaming())
                .addModules(
                        new Jdk8Module(),
                        ExactNumbers.module(),
                        TextForms.module(),
                        PersonalModule.module(),
                        JsonText.module(),
                        containers())
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    /** Returns a mapper for the frame around an event's and a command's data, which adds to their depth. */
    public static JsonMapper frame() {
        return new JsonMapper(factory(2 * MAX_DEPTH));
    }

    /** Returns a mapper for the same, whose trees keep each number's digits, as those of money have to be kept. */
    public static JsonMapper exact() {
        return frame().rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    private static JsonFactory factory(int maxDepth) {
        return factory()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNumberLength(2 * ExactNumbers.MAX_DIGITS)
                        .maxNameLength(256)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
    }

    /** Returns a builder of factories that read bytes as UTF-8 and as nothing else. */
    public static JsonFactoryBuilder factory() {
        return (JsonFactoryBuilder)
                JsonFactory.builder().inputDecorator(new WholeUtf8()).disable(JsonFactory.Feature.CHARSET_DETECTION);
    }

    /**
     * Keeps sets and maps in the order in which they came, as a hash table's would differ from one process to the next.
     */
    private static SimpleModule containers() {
        return new SimpleModule("containers")
                .addKeySerializer(String.class, new TextKeys())
                .addAbstractTypeMapping(Set.class, LinkedHashSet.class)
                .addAbstractTypeMapping(Map.class, DistinctKeys.class);
    }
}
