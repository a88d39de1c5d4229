package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.EncodedCommand;
import dev.recount.json.JsonProblems;
import dev.recount.json.MalformedException;
import dev.recount.json.personal.PersonalModule;
import dev.recount.json.type.SealedTypes;
import dev.recount.model.StreamId;
import dev.recount.model.evolution.EventData;
import dev.recount.model.evolution.EventForm;
import dev.recount.model.evolution.Fields;
import dev.recount.model.evolution.Upcasters;
import dev.recount.model.personal.Subject;
import dev.recount.model.type.StreamType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The form in which commands of one stream type come and are recorded.
 *
 * @param <C> the commands
 */
public final class CommandCodec<C> {

    private final StreamType<?, C, ?> type;
    private final ObjectWriter writer;
    private final Map<String, ObjectReader> readers;
    private final Map<String, Integer> revisions;
    private final Upcasters upcasters;
    private final Set<EventForm> oldForms;
    private final Set<String> personal;
    private final Optional<TypeMarks> marks;

    /**
     * Makes the codec.
     *
     * @param personal the names of the commands that may hold personal data
     * @param names the names of the records, if the streams may hold personal data
     * @throws dev.recount.model.DomainException if the upcasters of the stream type's commands are mistaken
     */
    CommandCodec(StreamType<?, C, ?> type, JsonMapper mapper, Set<String> personal, Optional<SealedTypes> names) {
        this.type = type;
        this.personal = Set.copyOf(personal);
        this.writer = mapper.writer();
        this.upcasters = type.commandUpcasters();
        this.oldForms = Set.copyOf(upcasters.forms());
        Map<String, ObjectReader> byName = new HashMap<>();
        Map<String, Integer> today = new HashMap<>();
        ObjectReader reader = mapper.reader();
        type.commands().byName().forEach((name, record) -> {
            byName.put(name, reader.forType(record));
            today.put(name, upcasters.revision(name));
        });
        this.readers = Map.copyOf(byName);
        this.revisions = Map.copyOf(today);
        this.marks = names.map(this::marks);
    }

    private TypeMarks marks(SealedTypes names) {
        Map<EventForm, Class<?>> records = new HashMap<>();
        type.commands()
                .byName()
                .forEach((name, record) ->
                        records.put(new EventForm(name, Objects.requireNonNull(revisions.get(name), name)), record));
        return new TypeMarks(clearForms(), records, names);
    }

    /** Returns the fields of a recorded command as they are told: with a mark on what is personal today. */
    String told(StreamId stream, String name, int revision, String data) {
        return marks.isEmpty() ? data : marks.get().marked(stream, new EventForm(name, revision), data);
    }

    /** Tells whether the stream type has a command of this name. */
    public boolean has(String name) {
        return readers.containsKey(name);
    }

    /** Tells whether clients may send a command under this name, be it one of before. */
    public boolean accepts(String name) {
        return has(name) || !acceptedForms(name).isEmpty();
    }

    /** Tells whether there are commands of earlier forms of which today's are made. */
    public boolean readsOldForms() {
        return !oldForms.isEmpty();
    }

    /**
     * Reads the fields of one of today's commands, as somebody sends it: personal data is plain in it.
     *
     * @throws IllegalArgumentException if there is no such command
     * @throws MalformedException if the fields are not as they should be
     */
    public C read(String name, byte[] json) {
        return read(name, json, CommandCodec::sent);
    }

    private static ObjectReader sent(ObjectReader reader) {
        return reader.withAttribute(PersonalModule.SENT, true);
    }

    private C read(String name, byte[] json, UnaryOperator<ObjectReader> how) {
        ObjectReader reader = readers.get(name);
        if (reader == null) {
            throw new IllegalArgumentException(type.name() + " has no command " + name);
        }
        C command =
                type.commands().base().cast(ValueJson.read(personal.contains(name) ? how.apply(reader) : reader, json));
        if (command == null) {
            throw new MalformedException("", "a JSON object is expected");
        }
        return command;
    }

    /**
     * Reads a command that a client sends: as one of today's, or else, where the stream type accepts those, as one of
     * the latest earlier form of this name of which one of today's can be made.
     *
     * @throws IllegalArgumentException if there is no such command
     * @throws MalformedException if the fields are not as they should be
     */
    public C readSent(String name, byte[] json) {
        List<EventForm> earlier = acceptedForms(name);
        if (earlier.isEmpty()) {
            return read(name, json);
        }
        Optional<MalformedException> problem = Optional.empty();
        if (has(name)) {
            try {
                return read(name, json);
            } catch (MalformedException notOfToday) {
                problem = Optional.of(notOfToday);
            }
        }
        for (EventForm form : earlier) {
            try {
                return upcast(form, fields(() -> FieldsJson.readSent(json)), CommandCodec::sent);
            } catch (MalformedException notOfThisForm) {
                problem = problem.or(() -> Optional.of(notOfThisForm));
            }
        }
        throw problem.orElseThrow();
    }

    /** Returns the earlier forms of a name that clients may send, the latest first. */
    private List<EventForm> acceptedForms(String name) {
        return type.acceptsOldCommands()
                ? oldForms.stream()
                        .filter(form -> form.event().equals(name))
                        .sorted(Comparator.reverseOrder())
                        .toList()
                : List.of();
    }

    /**
     * Returns a command to a stream as one of today's: as it was read already within this process, or else read in
     * whatever form it is.
     *
     * @throws MalformedException if it cannot be read; says why
     */
    public C read(StreamId stream, EncodedCommand encoded) {
        // Whose personal data it holds depends on the stream.
        Optional<C> read = personal.contains(encoded.name())
                ? Optional.empty()
                : encoded.read(type.commands().base());
        return read.orElseGet(() -> readRecorded(stream, encoded.name(), encoded.revision(), encoded.json()));
    }

    /**
     * Reads a command to a stream that was recorded, in whatever form that was, as one of today's.
     *
     * @throws MalformedException if it cannot be; says why
     */
    public C readRecorded(StreamId stream, String name, int revision, String json) {
        return readRecorded(stream, name, revision, json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a command to a stream that was recorded, in whatever form that was, as one of today's.
     *
     * @param json its fields as UTF-8
     * @throws MalformedException if it cannot be; says why
     */
    public C readRecorded(StreamId stream, String name, int revision, byte[] json) {
        UnaryOperator<ObjectReader> within = reader -> reader.withAttribute(PersonalModule.HOME, Subject.of(stream));
        if (revisions.getOrDefault(name, 0) == revision) {
            return read(name, json, within);
        }
        if (!isOld(name, revision)) {
            throw new MalformedException(
                    "", "no command of today and no upcaster reads " + type.name() + "." + name + "/" + revision);
        }
        return upcast(
                new EventForm(name, revision),
                fields(() -> FieldsJson.read(new String(json, StandardCharsets.UTF_8))),
                within);
    }

    /** Tells whether a form is an earlier one, of which one of today's is made. */
    public boolean isOld(String name, int revision) {
        return revision > 0
                && oldForms.stream()
                        .anyMatch(form ->
                                form.revision() == revision && form.event().equals(name));
    }

    /** Reads fields from JSON. */
    @FunctionalInterface
    private interface FieldsReader {
        Fields read() throws IOException;
    }

    private static Fields fields(FieldsReader reader) {
        try {
            return reader.read();
        } catch (IOException malformed) {
            throw JsonProblems.explain(malformed);
        }
    }

    private C upcast(EventForm form, Fields fields, UnaryOperator<ObjectReader> how) {
        EventData today;
        byte[] json;
        try {
            today = upcasters.upcastCommand(new EventData(form, fields));
            json = FieldsJson.write(today.fields()).getBytes(StandardCharsets.UTF_8);
        } catch (IOException | IllegalStateException failed) {
            throw new MalformedException("", String.valueOf(failed.getMessage()));
        }
        try {
            return read(today.form().event(), json, how);
        } catch (MalformedException unfit) {
            throw new MalformedException(
                    "",
                    "what the upcasters make of " + form + " does not fit " + today.form() + ": " + unfit.sentence());
        }
    }

    /** Tells whether recorded commands of a form are today's, or can be made into today's. */
    boolean canRead(String name, int revision) {
        return revisions.getOrDefault(name, 0) == revision || isOld(name, revision);
    }

    /** Tells whether a command may hold personal data: one of today that does, or one of before. */
    boolean mayHoldPersonal(String name) {
        return personal.contains(name) || !has(name);
    }

    /** Returns what tells which fields of commands of before are personal. */
    ClearForms clearForms() {
        return new ClearForms(
                upcasters,
                form -> Optional.ofNullable(readers.get(form.event()))
                        .filter(_ -> Objects.equals(revisions.get(form.event()), form.revision())),
                writer);
    }

    /** Returns the one form in which a command is compared and recorded. */
    public EncodedCommand write(C command) {
        String name = command.getClass().getSimpleName();
        return new EncodedCommand(
                name, Objects.requireNonNull(revisions.get(name), name), ValueJson.write(writer, command));
    }
}
