package dev.recount.model.evolution;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One of the events into which an old one is split.
 *
 * <pre>{@code
 * Part.of("PriceChanged").whenPresent("price").only("price")
 * }</pre>
 *
 * <p>Immutable: each of the methods that change something returns a new part.
 */
public final class Part {

    private final String event;
    private final Predicate<Fields> condition;
    private final UnaryOperator<Fields> change;

    private Part(String event, Predicate<Fields> condition, UnaryOperator<Fields> change) {
        this.event = event;
        this.condition = condition;
        this.change = change;
    }

    /**
     * Begins a part that has all fields of the old event.
     *
     * @param event the event's name, or {@code Event/revision} if the fields have a later form than the first
     */
    public static Part of(String event) {
        return new Part(event, _ -> true, fields -> fields);
    }

    /** Makes this part only of those old events for which the condition holds. */
    public Part when(Predicate<Fields> holds) {
        return new Part(event, condition.and(holds), change);
    }

    /** Makes this part only of those old events in which this field is there and not null. */
    public Part whenPresent(String path) {
        return when(fields -> fields.get(path) != null);
    }

    /** Keeps these fields alone. */
    public Part only(String... names) {
        return map(fields -> fields.only(names));
    }

    /** Changes the fields of this part. */
    public Part map(UnaryOperator<Fields> more) {
        return new Part(event, condition, fields -> more.apply(change.apply(fields)));
    }

    String event() {
        return event;
    }

    boolean isIn(Fields fields) {
        return condition.test(fields);
    }

    Upcast of(Fields fields) {
        return new Upcast(event, change.apply(fields));
    }
}
