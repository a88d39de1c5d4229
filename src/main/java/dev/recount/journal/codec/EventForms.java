package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.recount.json.JsonProblems;
import dev.recount.model.evolution.EventData;
import dev.recount.model.evolution.EventForm;
import dev.recount.model.evolution.Upcasters;
import dev.recount.model.type.StreamType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms in which the data of one stream type's events is or was stored, each read as today's events. */
final class EventForms {

    private final Upcasters upcasters;
    private final Map<String, Integer> revisions = new HashMap<>();
    private final Map<EventForm, ObjectReader> readers = new HashMap<>();
    private final Map<String, ObjectReader> todayByStoredName = new HashMap<>();
    private final Map<String, EventForm> oldByStoredName = new HashMap<>();

    /**
     * Prepares to read.
     *
     * @param reader reads a value that stands by itself or within a larger document
     * @throws dev.recount.model.DomainException if the stream type's upcasters are mistaken
     */
    EventForms(StreamType<?, ?, ?> type, ObjectReader reader) {
        this.upcasters = type.upcasters();
        type.events().byName().forEach((name, record) -> {
            int revision = upcasters.revision(name);
            revisions.put(name, revision);
            var form = new EventForm(name, revision);
            readers.put(form, reader.forType(record));
            todayByStoredName.put(type.name() + "." + form, reader.forType(record));
        });
        upcasters.forms().forEach(form -> oldByStoredName.put(type.name() + "." + form, form));
    }

    /** Returns the revision in which an event of today is written. */
    int revision(String event) {
        return Objects.requireNonNull(revisions.get(event), event);
    }

    /** Returns what reads the data of events stored under a name that is one of today's; null if it is none. */
    @Nullable
    ObjectReader today(String storedName) {
        return todayByStoredName.get(storedName);
    }

    /** Tells whether today's events are made of those stored under a name. */
    boolean isOld(String storedName) {
        return oldByStoredName.containsKey(storedName);
    }

    /**
     * One of today's events, made of an old one.
     *
     * @param data its fields as JSON
     * @param event the domain's event
     */
    record Upcasted(EventForm form, String data, Object event) {}

    /**
     * Makes today's events of the data of an old one, stored under a name that is none of today's.
     *
     * @param how makes of a reader one that knows where the event is stored
     * @throws IOException if the data is no JSON object
     * @throws IllegalStateException if an upcaster fails, or does not make what today's records are made of
     */
    List<Upcasted> upcast(String storedName, String data, UnaryOperator<ObjectReader> how) throws IOException {
        EventForm form = Objects.requireNonNull(oldByStoredName.get(storedName), storedName);
        var upcasted = new ArrayList<Upcasted>();
        for (EventData event : upcasters.upcast(new EventData(form, FieldsJson.read(data)))) {
            upcasted.add(read(form, event.form(), FieldsJson.write(event.fields()), how));
        }
        return upcasted;
    }

    /**
     * Reads data that stands by itself.
     *
     * @throws IOException if it is not what today's record is made of
     * @throws IllegalStateException if no stream type has such events, or an upcaster fails
     */
    List<Object> read(String storedName, String data) throws IOException {
        ObjectReader reader = today(storedName);
        if (reader != null) {
            Object event = reader.readValue(data);
            if (event == null) {
                throw new IllegalStateException("the data of an event is a JSON object");
            }
            return List.of(event);
        } else if (isOld(storedName)) {
            return upcast(storedName, data, UnaryOperator.identity()).stream()
                    .map(Upcasted::event)
                    .toList();
        }
        throw new IllegalStateException("no event of today and no upcaster reads " + storedName);
    }

    private Upcasted read(EventForm from, EventForm form, String data, UnaryOperator<ObjectReader> how) {
        ObjectReader reader = Objects.requireNonNull(readers.get(form), "upcasters end at today's events");
        try {
            Object event = how.apply(reader).readValue(data);
            return new Upcasted(form, data, Objects.requireNonNull(event, "an object is no null"));
        } catch (IOException unfit) {
            throw new IllegalStateException("what the upcasters make of " + from + " does not fit " + form + ": "
                    + JsonProblems.explain(unfit).sentence());
        }
    }

    /** Returns the old forms, each with what becomes of it in its next step, one a line; empty if there are none. */
    String describe() {
        return upcasters.forms().stream()
                .map(form -> form + ">"
                        + upcasters.targets(form).stream()
                                .sorted()
                                .map(EventForm::toString)
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
    }
}
