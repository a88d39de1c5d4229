package dev.recount.journal.codec;

import dev.recount.json.marked.PersonalJson;
import dev.recount.json.type.JsonTypes;
import dev.recount.json.type.SealedTypes;
import dev.recount.model.StreamId;
import dev.recount.model.evolution.EventForm;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The marks on personal data in what is told of stored events, or commands, of a stream type that holds some: they
 * stand where today's records say so, also in what was stored before it was personal.
 *
 * <p>What has all of its marks is not looked into any further. What nothing of today reads may hold anything, and is
 * marked as a whole.
 */
final class TypeMarks {

    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    private final ClearForms forms;
    private final Map<EventForm, Integer> marks = new HashMap<>();

    /**
     * Prepares to mark.
     *
     * @param today the records of today's forms
     */
    TypeMarks(ClearForms forms, Map<EventForm, ? extends Class<?>> today, SealedTypes names) {
        this.forms = forms;
        today.forEach((form, record) -> marks.put(form, marks(record, names)));
    }

    /** Returns how many marks tell that a record's data has all of them. */
    private static int marks(Class<?> record, SealedTypes names) {
        int marks = 0;
        for (RecordComponent component : record.getRecordComponents()) {
            var types = new JsonTypes(names);
            types.require(component);
            if (types.holdsPersonal() && !isOneValue(component.getGenericType())) {
                return ANY_NUMBER;
            }
            marks += types.holdsPersonal() ? 1 : 0;
        }
        return marks;
    }

    private static boolean isOneValue(Type type) {
        return JsonTypes.isPersonal(type)
                || (type instanceof ParameterizedType optional
                        && optional.getRawType() == Optional.class
                        && JsonTypes.isPersonal(optional.getActualTypeArguments()[0]));
    }

    /** Returns data, in which what was sealed is opened, with a mark on each value that is personal. */
    String marked(StreamId stream, EventForm form, String data) {
        Integer all = marks.get(form);
        if (all != null && PersonalJson.holdsMarks(data, all)) {
            return data;
        }
        Subject home = Subject.of(stream);
        try {
            Optional<String> marked = forms.told(home, new ClearForms.Stored(form, data));
            return marked.isPresent() ? marked.get() : PersonalJson.mark(data, home);
        } catch (IOException | RuntimeException unreadable) { // an upcaster, or a record, may throw anything
            return PersonalJson.mark(data, home);
        }
    }
}
