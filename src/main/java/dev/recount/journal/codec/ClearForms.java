package dev.recount.journal.codec;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.recount.json.marked.ClearValues;
import dev.recount.json.personal.Marks;
import dev.recount.json.personal.PersonalModule;
import dev.recount.model.evolution.EventData;
import dev.recount.model.evolution.EventForm;
import dev.recount.model.evolution.Fields;
import dev.recount.model.evolution.Upcasters;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events, or commands, of a stream type that were stored before something in them was personal: which of their
 * fields are, as today's records tell.
 *
 * <p>Of an earlier form, those are the fields that upcasters carry over to where today's records hold personal data.
 */
final class ClearForms {

    private final Upcasters upcasters;
    private final Function<EventForm, Optional<ObjectReader>> today;
    private final ObjectWriter writer;

    /**
     * Prepares to tell.
     *
     * @param today what reads data of one of today's forms
     * @param writer writes today's records
     */
    ClearForms(Upcasters upcasters, Function<EventForm, Optional<ObjectReader>> today, ObjectWriter writer) {
        this.upcasters = upcasters;
        this.today = today;
        this.writer = writer;
    }

    /** Data in a form. */
    record Stored(EventForm form, String data) {}

    /**
     * Returns what is stored with a mark on each value that is personal, and stands in the clear. It keeps its form
     * where it can: what an upcaster makes of other fields cannot be marked in them, and is stored as of today instead.
     *
     * @param home the person that its stream is
     * @param opened the same data, with what is sealed in it opened
     * @throws IOException if it cannot be read
     * @throws IllegalStateException if it cannot be kept in one form: several events are made of it, with personal data
     *     that is in none of its fields
     */
    Stored marked(Subject home, Stored stored, String opened) throws IOException {
        Optional<ObjectReader> reader = today.apply(stored.form());
        if (reader.isPresent()) {
            return marked(stored, ClearValues.places(written(reader.get(), home, opened), home));
        }
        Fields fields = FieldsJson.read(opened);
        List<EventData> made = upcasters.upcast(new EventData(stored.form(), fields));
        var places = new TreeMap<String, Subject>();
        boolean areInFields = true;
        for (EventData event : made) {
            areInFields &= carriedOver(home, fields, event, places);
        }
        if (areInFields) {
            return marked(stored, places);
        } else if (made.size() == 1) {
            byte[] written = written(made.getFirst(), home);
            return new Stored(made.getFirst().form(), new String(written, StandardCharsets.UTF_8));
        }
        throw new IllegalStateException("the upcasters make several events of " + stored.form()
                + ", with personal data that none of its fields holds as it is");
    }

    /**
     * Returns data with a mark on each value that is personal, in the form that it has; of an earlier one, also on each
     * field that nothing of today has any more. Nothing if it cannot be told where all of them are.
     *
     * @param home the person that its stream is
     * @param opened the data, with what is sealed in it opened
     * @throws IOException if it cannot be read
     */
    Optional<String> told(Subject home, Stored opened) throws IOException {
        Optional<ObjectReader> reader = today.apply(opened.form());
        if (reader.isPresent()) {
            return Optional.of(marked(opened, ClearValues.places(written(reader.get(), home, opened.data()), home))
                    .data());
        }
        Fields fields = FieldsJson.read(opened.data());
        var places = new TreeMap<String, Subject>();
        for (EventData event : upcasters.upcast(new EventData(opened.form(), fields))) {
            if (today.apply(event.form()).isEmpty() || !carriedOver(home, fields, event, places)) {
                return Optional.empty();
            }
        }
        tellLeftOut(
                opened,
                opened.data(),
                field -> places.put(JsonPointer.empty().appendProperty(field).toString(), home));
        return Optional.of(marked(opened, places).data());
    }

    /**
     * Tells of the fields of an earlier form that no event has any more that upcasters make of it, but for those that
     * are marked.
     *
     * @param opened the same data, with what is sealed in it opened
     * @throws IOException if it cannot be read
     */
    void tellLeftOut(Stored stored, String opened, Consumer<String> field) throws IOException {
        if (today.apply(stored.form()).isPresent()) {
            return;
        }
        Fields fields = FieldsJson.read(opened);
        Set<Object> carriedOver = Collections.newSetFromMap(new IdentityHashMap<>());
        upcasters.upcast(new EventData(stored.form(), fields)).forEach(made -> addValues(made.fields(), carriedOver));
        fields.asMap().forEach((name, value) -> {
            Set<Object> values = Collections.newSetFromMap(new IdentityHashMap<>());
            addValues(value, values);
            if (!carriedOver.containsAll(values)) {
                field.accept(name);
            }
        });
    }

    /** Adds what is no object and no list, and is not marked. */
    private static void addValues(@Nullable Object from, Set<Object> values) {
        switch (from) {
            case Fields fields -> {
                if (!fields.has(Marks.PERSONAL)) {
                    fields.asMap().values().forEach(value -> addValues(value, values));
                }
            }
            case List<?> list -> list.forEach(value -> addValues(value, values));
            case Boolean _ -> {} // the same one everywhere
            case null -> {}
            default -> values.add(from);
        }
    }

    private static Stored marked(Stored stored, Map<String, Subject> places) throws IOException {
        byte[] data = stored.data().getBytes(StandardCharsets.UTF_8);
        byte[] marked = ClearValues.mark(data, places);
        return Arrays.equals(marked, data)
                ? stored
                : new Stored(stored.form(), new String(marked, StandardCharsets.UTF_8));
    }

    private byte[] written(EventData event, Subject home) throws IOException {
        ObjectReader reader = today.apply(event.form()).orElseThrow();
        return written(reader, home, FieldsJson.write(event.fields()));
    }

    private byte[] written(ObjectReader reader, Subject home, String data) throws IOException {
        Object read = reader.withAttribute(PersonalModule.HOME, home).readValue(data);
        return writer.writeValueAsBytes(read);
    }

    /** Adds the fields that upcasters have carried over as they are; tells whether those are all. */
    private boolean carriedOver(Subject home, Fields from, EventData event, Map<String, Subject> places)
            throws IOException {
        boolean all = true;
        for (Map.Entry<String, Subject> personal :
                ClearValues.places(written(event, home), home).entrySet()) {
            Object value = at(event.fields(), JsonPointer.compile(personal.getKey()));
            if (value instanceof Fields marked && marked.has(Marks.PERSONAL)) {
                continue;
            }
            var origins = new ArrayList<String>();
            addOrigins(from, JsonPointer.empty(), value, origins);
            if (origins.size() == 1) {
                places.put(origins.getFirst(), personal.getValue());
            } else {
                all = false;
            }
        }
        return all;
    }

    private static @Nullable Object at(@Nullable Object value, JsonPointer place) {
        if (place.matches()) {
            return value;
        }
        return switch (value) {
            case Fields fields -> at(fields.asMap().get(place.getMatchingProperty()), place.tail());
            case List<?> list
            when place.mayMatchElement() && place.getMatchingIndex() < list.size() ->
                at(list.get(place.getMatchingIndex()), place.tail());
            case null, default -> null;
        };
    }

    /** A value that was carried over is the same object; what is true or false is the same one everywhere. */
    @SuppressWarnings("ReferenceEquality")
    private static void addOrigins(
            @Nullable Object from, JsonPointer place, @Nullable Object sought, List<String> origins) {
        if (from == null || sought == null || sought instanceof Boolean) {
            return;
        }
        if (from == sought) {
            origins.add(place.toString());
        }
        switch (from) {
            case Fields fields ->
                fields.asMap().forEach((name, value) -> addOrigins(value, place.appendProperty(name), sought, origins));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    addOrigins(list.get(i), place.appendIndex(i), sought, origins);
                }
            }
            default -> {}
        }
    }
}
