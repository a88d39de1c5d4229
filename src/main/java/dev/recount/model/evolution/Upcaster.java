package dev.recount.model.evolution;

import dev.recount.model.DomainException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One step from an old form of an event towards today's; or of a command.
 *
 * <pre>{@code
 * Upcaster.from("Restocked", 1).rename("count", "quantity").add("supplier", "unknown")
 * Upcaster.from("Received", 1).as("Restocked")
 * Upcaster.from("ProductUpdated", 1).split(
 *     Part.of("ProductRenamed").whenPresent("name").only("name"),
 *     Part.of("PriceChanged").whenPresent("price").only("price"))
 * }</pre>
 *
 * <p>The fields are changed first, in the order in which the changes are named. Without {@link #as}, {@link #split},
 * {@link #into} or {@link #drop}, what comes out is the next revision of the same event. Once stored events rely on a
 * step, it stays as it is: what changes later is a further step. Everything that it does must follow from the fields
 * alone. Immutable.
 */
public final class Upcaster {

    private final EventForm from;
    private final UnaryOperator<Fields> change;
    private final Result result;

    /**
     * The last part of the step.
     *
     * @param targets all forms that may come out
     * @param splits whether it is made to come to more or fewer than one
     */
    private record Result(Set<EventForm> targets, boolean splits, Function<Fields, List<Upcast>> function) {}

    private Upcaster(EventForm from, UnaryOperator<Fields> change, Result result) {
        this.from = from;
        this.change = change;
        this.result = result;
    }

    /**
     * Begins the step from a form.
     *
     * @param event the name under which it is stored, whether there still is an event of this name or not
     * @throws DomainException if there can be no such form
     */
    public static Upcaster from(String event, int revision) {
        var from = new EventForm(event, revision);
        return new Upcaster(
                from,
                fields -> fields,
                new Result(Set.of(from.next()), false, fields -> List.of(new Upcast(event, fields))));
    }

    /** Adds a field with this value, where it is not there yet. */
    public Upcaster add(String path, @Nullable Object value) {
        return map(fields -> fields.has(path) ? fields : fields.with(path, value));
    }

    /** Adds a field whose value follows from the others, where it is not there yet. */
    public Upcaster add(String path, Function<Fields, ? extends @Nullable Object> value) {
        return map(fields -> fields.has(path) ? fields : fields.with(path, value.apply(fields)));
    }

    /** Gives a field another name, or moves it to another place, such as {@code address.city}. */
    public Upcaster rename(String from, String to) {
        return map(fields -> fields.rename(from, to));
    }

    /** Leaves fields out. */
    public Upcaster remove(String... paths) {
        return map(fields -> fields.without(paths));
    }

    /** Changes the value of a field; one that is null or not there stays so. */
    public Upcaster change(String path, UnaryOperator<Object> value) {
        return map(fields -> fields.change(path, value));
    }

    /** Changes a number, as from one unit to another; one that is null or not there stays so. */
    public Upcaster changeNumber(String path, UnaryOperator<BigDecimal> value) {
        return map(fields -> fields.get(path) == null ? fields : fields.with(path, value.apply(fields.number(path))));
    }

    /** Changes a text; one that is null or not there stays so. */
    public Upcaster changeText(String path, UnaryOperator<String> value) {
        return map(fields -> fields.get(path) == null ? fields : fields.with(path, value.apply(fields.text(path))));
    }

    /** Changes each of the objects of a list. */
    public Upcaster each(String path, UnaryOperator<Fields> object) {
        return map(fields -> fields.each(path, object));
    }

    /** Changes the fields in any way. */
    public Upcaster map(UnaryOperator<Fields> more) {
        return new Upcaster(from, fields -> more.apply(change.apply(fields)), result);
    }

    /**
     * Makes it another event: it was renamed, or is one with that event now.
     *
     * @param event the event's name, or {@code Event/revision} if the fields have a later form than the first
     */
    public Upcaster as(String event) {
        return into(fields -> List.of(new Upcast(event, fields)), event);
    }

    /** Splits it into several events, in this order; each part is made of all fields. */
    public Upcaster split(Part... parts) {
        List<Part> all = List.of(parts);
        return into(
                true,
                fields -> all.stream()
                        .filter(part -> part.isIn(fields))
                        .map(part -> part.of(fields))
                        .toList(),
                all.stream().map(Part::event));
    }

    /** Makes nothing of it: what it said is no event any more. Its place in the stream stays. */
    public Upcaster drop() {
        return into(true, _ -> List.of(), Stream.of());
    }

    /**
     * Makes any events of it, in this order.
     *
     * @param events all events that it may be, each as its name, or as {@code Event/revision} if the fields have a
     *     later form than the first
     */
    public Upcaster into(Function<Fields, List<Upcast>> function, String... events) {
        return into(false, function, Arrays.stream(events));
    }

    private Upcaster into(boolean splits, Function<Fields, List<Upcast>> function, Stream<String> events) {
        Set<EventForm> forms = new LinkedHashSet<>();
        events.map(event -> EventForm.target(event, from)).forEach(forms::add);
        return new Upcaster(from, change, new Result(forms, splits, function));
    }

    EventForm from() {
        return from;
    }

    /** Returns all forms that may come out. */
    Set<EventForm> targets() {
        return result.targets;
    }

    /** Tells whether it is made to come to more or fewer than one. */
    boolean splits() {
        return result.splits;
    }

    List<EventData> apply(Fields fields) {
        return result.function.apply(change.apply(fields)).stream()
                .map(upcast -> new EventData(EventForm.target(upcast.event(), from), upcast.fields()))
                .peek(this::requireTarget)
                .toList();
    }

    private void requireTarget(EventData data) {
        if (!result.targets.contains(data.form())) {
            throw new IllegalStateException("makes a " + data.form() + ", which is not among the events that it names");
        }
    }
}
