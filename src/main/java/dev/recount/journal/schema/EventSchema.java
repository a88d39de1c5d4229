package dev.recount.journal.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.journal.EventName;
import dev.recount.journal.codec.Codecs;
import dev.recount.json.JsonProblems;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The shape of every event and command of some domains, with its revision, and the earlier forms that are read.
 *
 * <p>Kept as a file beside the code, it tells what stored events and recorded commands look like. A change after which
 * they cannot be read, or would mean something else, is found by a test of one line:
 *
 * <pre>{@code
 * EventSchema.of(new Shop()).check(Path.of("event-schema.json"));
 * }</pre>
 *
 * <p>A domain with processes is given as {@code ProcessDomain.of(new Shop())}, so that their streams are among its own.
 */
public final class EventSchema {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ObjectNode schema = JSON.createObjectNode();

    private EventSchema(Collection<StreamType<?, ?, ?>> types) {
        types.stream()
                .sorted(Comparator.comparing(StreamType::name))
                .forEach(type -> SchemaDescription.write(type, schema.putObject(type.name())));
    }

    /**
     * Returns the schema of the events and commands of these domains.
     *
     * @throws dev.recount.model.DomainException if a domain is mistaken; the message names what is
     */
    public static EventSchema of(Domain... domains) {
        return of(List.of(domains));
    }

    /**
     * Returns the schema of the events and commands of these domains.
     *
     * @throws dev.recount.model.DomainException if a domain is mistaken; the message names what is
     */
    public static EventSchema of(Collection<Domain> domains) {
        var types = domains.stream()
                .<StreamType<?, ?, ?>>flatMap(domain -> domain.streamTypes().stream())
                .toList();
        return of(new Codecs(types));
    }

    /** Returns the schema of the events and commands that these codecs read and write. */
    public static EventSchema of(Codecs codecs) {
        return new EventSchema(codecs.types());
    }

    /** Returns the shape of each of today's events as JSON, by the name that such events are stored under. */
    public SortedMap<String, String> shapes() {
        var shapes = new TreeMap<String, String>();
        schema.properties()
                .forEach(type -> type.getValue()
                        .path("events")
                        .properties()
                        .forEach(event -> shapes.put(
                                new EventName(
                                                type.getKey(),
                                                event.getKey(),
                                                event.getValue()
                                                        .path("revision")
                                                        .asInt())
                                        .toString(),
                                event.getValue().path("fields").toString())));
        return shapes;
    }

    /**
     * Returns what may stand in the way of reading events that were stored under a name in a shape, each as a sentence;
     * empty if nothing does.
     *
     * @param shape as {@link #shapes} tells it
     * @throws SchemaException if it is none
     */
    public List<String> obstacles(EventName name, String shape) {
        ObjectNode earlier = JSON.createObjectNode();
        earlier.putObject(name.streamType())
                .putObject("events")
                .putObject(name.event())
                .put("revision", name.revision())
                .set("fields", parsed(shape, "the shape of " + name, JsonNode::isObject));
        return SchemaChanges.unreadable(earlier, schema);
    }

    /**
     * Returns what of an earlier schema cannot be read under this one, or would mean something else: each as a sentence
     * that names the record and the field, and says what to do. Empty if all of it can be read.
     *
     * @param earlier a schema as {@link #toString} writes it
     * @throws SchemaException if it is none
     */
    List<String> incompatibilities(String earlier) {
        return SchemaChanges.between(parsed(earlier, "the text", EventSchema::isSchema), schema);
    }

    /**
     * Makes sure that all events and commands of the schema in a file can be read, and that the file tells all of
     * today's.
     *
     * @throws SchemaException if not; the message says what to do
     */
    public void check(Path file) {
        if (!Files.exists(file)) {
            throw new SchemaException(
                    "there is no " + file + ": write it with 'recount schema " + file + "'", List.of());
        }
        JsonNode earlier = read(file);
        requireCompatible(file, earlier);
        if (!earlier.equals(schema)) {
            throw new SchemaException(
                    file
                            + " does not tell today's events and commands, though it could all be read: write it again with"
                            + " 'recount schema "
                            + file + "', and keep it with the code",
                    List.of());
        }
    }

    /**
     * Writes the schema into a file, in the place of an earlier one.
     *
     * @param even whether to do so even if events or commands of the earlier one cannot be read, as where they were
     *     never stored for good
     * @throws SchemaException if they cannot, or the file cannot be written
     */
    public void write(Path file, boolean even) {
        if (!even && Files.exists(file)) {
            requireCompatible(file, read(file));
        }
        try {
            Files.writeString(file, toString());
        } catch (IOException unwritable) {
            throw new SchemaException(file + " cannot be written: " + unwritable, unwritable);
        }
    }

    private void requireCompatible(Path file, JsonNode earlier) {
        List<String> problems = SchemaChanges.between(earlier, schema);
        if (!problems.isEmpty()) {
            throw new SchemaException(
                    "stored events or recorded commands of the forms that " + file
                            + " tells cannot be read any more, or would mean something else:",
                    problems);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return parsed(Files.readString(file), file.toString(), EventSchema::isSchema);
        } catch (IOException unreadable) {
            throw new SchemaException(file + " cannot be read: " + unreadable, unreadable);
        }
    }

    private static JsonNode parsed(String text, String source, Predicate<JsonNode> isOne) {
        try {
            JsonNode schema = JSON.readTree(text);
            if (isOne.test(schema)) {
                return schema;
            }
        } catch (JsonProcessingException malformed) {
            throw new SchemaException(
                    source + ": " + JsonProblems.explain(malformed).sentence(), malformed);
        }
        throw new SchemaException(source + " is not a schema of events and commands", List.of());
    }

    private static boolean isSchema(JsonNode schema) {
        return schema.isObject() && schema.valueStream().allMatch(EventSchema::isStreamType);
    }

    private static boolean isStreamType(JsonNode type) {
        return type.isObject()
                && Stream.of(RecordKind.values())
                        .flatMap(kind -> type.path(kind.field()).valueStream())
                        .allMatch(EventSchema::isRecord);
    }

    private static boolean isRecord(JsonNode described) {
        return described.path("revision").isInt()
                && described.path("revision").asInt() > 0
                && described.path("fields").isObject();
    }

    /** Returns the schema as JSON, which is the same whenever the records are: one line for each field. */
    @Override
    public String toString() {
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
        try {
            return JSON.writer(printer).writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
