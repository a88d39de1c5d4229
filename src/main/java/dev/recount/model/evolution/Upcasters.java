package dev.recount.model.evolution;

import dev.recount.model.DomainException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All upcasters of a stream type's events, or of its commands, held against each other and against those of today. */
public final class Upcasters {

    private final String streamType;
    private final String kind;
    private final Set<String> today;
    private final Map<EventForm, Upcaster> steps = new TreeMap<>();

    private Upcasters(String streamType, String kind, Set<String> today) {
        this.streamType = streamType;
        this.kind = kind;
        this.today = today;
    }

    /**
     * Takes the upcasters of a stream type together.
     *
     * @param events the names of today's events
     * @throws DomainException if two begin at one form, one is missing between two others, or one leads to what is no
     *     event or back to where it began; the message names the stream type and the event
     */
    public static Upcasters of(String streamType, Set<String> events, List<Upcaster> upcasters) {
        return new Upcasters(streamType, "event", Set.copyOf(events)).with(upcasters);
    }

    /**
     * Takes the upcasters of a stream type's commands together.
     *
     * @param commands the names of today's commands
     * @throws DomainException as for events, or if one splits or drops a command
     */
    public static Upcasters ofCommands(String streamType, Set<String> commands, List<Upcaster> upcasters) {
        var all = new Upcasters(streamType, "command", Set.copyOf(commands));
        all.requireOneEach(upcasters, "one command stays one: it was decided on as one");
        return all.with(upcasters);
    }

    /**
     * Takes the upcasters of a stream type's states together.
     *
     * @param state the name of the one form that they have
     * @throws DomainException as for events, or if one splits or drops a state
     */
    public static Upcasters ofStates(String streamType, String state, List<Upcaster> upcasters) {
        var all = new Upcasters(streamType, "state", Set.of(state));
        all.requireOneEach(upcasters, "one state stays one: it is all that is kept of a stream");
        return all.with(upcasters);
    }

    private void requireOneEach(List<Upcaster> upcasters, String reason) {
        for (Upcaster upcaster : upcasters) {
            if (upcaster.splits()) {
                throw mistake(upcaster.from(), "is split or dropped by its upcaster, but " + reason);
            }
        }
    }

    private Upcasters with(List<Upcaster> upcasters) {
        for (Upcaster upcaster : upcasters) {
            if (steps.putIfAbsent(upcaster.from(), upcaster) != null) {
                throw mistake(upcaster.from(), "has two upcasters");
            }
        }
        steps.keySet().forEach(this::requirePredecessor);
        steps.values().forEach(this::requireTargets);
        steps.keySet().forEach(form -> requireEnd(form, new LinkedHashSet<>(), new HashSet<>()));
        return this;
    }

    private void requirePredecessor(EventForm form) {
        if (form.revision() > 1 && !steps.containsKey(new EventForm(form.event(), form.revision() - 1))) {
            throw mistake(
                    form,
                    "has an upcaster, but " + form.event() + "/" + (form.revision() - 1)
                            + " has none: the steps of one " + kind + " begin at revision 1 and leave none out");
        }
    }

    private void requireTargets(Upcaster upcaster) {
        for (EventForm target : upcaster.targets()) {
            if (!steps.containsKey(target) && !isToday(target)) {
                throw mistake(upcaster.from(), "is made a " + target + ", but " + unknown(target));
            }
        }
    }

    private String unknown(EventForm target) {
        return today.contains(target.event())
                ? target.event() + " is at revision " + revision(target.event()) + " today"
                : "there is no such " + kind + "; today's are " + String.join(", ", new TreeSet<>(today));
    }

    private void requireEnd(EventForm form, Set<EventForm> before, Set<EventForm> seen) {
        Upcaster step = steps.get(form);
        if (step == null || seen.contains(form)) {
            return;
        }
        if (!before.add(form)) {
            throw mistake(form, "comes back to itself by way of " + before);
        }
        step.targets().forEach(target -> requireEnd(target, before, seen));
        before.remove(form);
        seen.add(form);
    }

    private DomainException mistake(EventForm form, String problem) {
        String what = kind.equals("event") ? "" : "the " + kind + " ";
        return new DomainException("stream type " + streamType + ": " + what + form + " " + problem);
    }

    /** Returns the revision in which one of this name is written today. */
    public int revision(String event) {
        int revision = 1;
        while (steps.containsKey(new EventForm(event, revision))) {
            revision++;
        }
        return revision;
    }

    private boolean isToday(EventForm form) {
        return today.contains(form.event()) && form.revision() == revision(form.event());
    }

    /** Returns the old forms that can be read, in order. */
    public SortedSet<EventForm> forms() {
        return new TreeSet<>(steps.keySet());
    }

    /** Returns what may become of an old form in its next step. */
    public Set<EventForm> targets(EventForm form) {
        Upcaster step = steps.get(form);
        return step == null ? Set.of() : step.targets();
    }

    /**
     * Makes today's events of an old one; of one that is of today, itself.
     *
     * @throws IllegalStateException if an upcaster fails
     */
    public List<EventData> upcast(EventData event) {
        Upcaster step = steps.get(event.form());
        if (step == null) {
            return List.of(event);
        }
        List<EventData> next;
        try {
            next = step.apply(event.fields());
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
            throw new IllegalStateException(
                    "the upcaster of " + event.form() + " failed on it: "
                            + (failure.getMessage() == null ? "it has a defect" : failure.getMessage()),
                    failure);
        }
        List<EventData> today = new ArrayList<>();
        next.forEach(each -> today.addAll(upcast(each)));
        return List.copyOf(today);
    }

    /**
     * Makes today's command of an old one; of one that is of today, itself.
     *
     * @throws IllegalStateException if an upcaster fails, or makes none or several of it
     */
    public EventData upcastCommand(EventData command) {
        return upcastOne(command);
    }

    /**
     * Makes today's state of an old one; of one that is of today, itself.
     *
     * @throws IllegalStateException if an upcaster fails, or makes none or several of it
     */
    public EventData upcastState(EventData state) {
        return upcastOne(state);
    }

    private EventData upcastOne(EventData old) {
        List<EventData> all = upcast(old);
        if (all.size() != 1) {
            throw new IllegalStateException("the upcasters make " + all.size() + " " + kind + "s of " + old.form()
                    + "; one " + kind + " stays one");
        }
        return all.getFirst();
    }
}
