package dev.recount.bench;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Domain;
import dev.recount.model.EventContext;
import dev.recount.model.StreamType;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.math.BigDecimal;
import java.util.List;

/** Meters that are read, and a view of what each has counted: the smallest domain that changes one row with each event. */
public final class CountedView implements Domain {

    static final StreamType<Sum, Command, Event> METER = StreamType.of("meter", new Rules());

    /** What a meter has counted. */
    public record Meter(String id, BigDecimal sum, long readings) {}

    /** The state of a meter. */
    public record Sum(BigDecimal sum) {}

    /** What can be asked of a meter. */
    public sealed interface Command {}

    /** Asks to take in a reading. */
    public record Read(BigDecimal amount, String unit) implements Command {}

    /** What happens to a meter. */
    public sealed interface Event {}

    /** A reading was taken in. */
    public record WasRead(BigDecimal amount, String unit) implements Event {}

    static final class Rules implements Aggregate<Sum, Command, Event> {

        @Override
        public Sum initial() {
            return new Sum(BigDecimal.ZERO);
        }

        @Override
        public Decision<Event> decide(Sum state, Command command, Context context) {
            return switch (command) {
                case Read(var amount, var unit) -> Decision.accept(new WasRead(amount, unit));
            };
        }

        @Override
        public Sum evolve(Sum state, Event event) {
            return switch (event) {
                case WasRead(var amount, var _) -> new Sum(state.sum.add(amount));
            };
        }
    }

    private final boolean history;

    CountedView(boolean history) {
        this.history = history;
    }

    View<Meter> view() {
        View<Meter> view = View.of("meters", Meter.class).on(METER, CountedView::project);
        return history ? view : view.withoutHistory();
    }

    private static void project(Event event, EventContext context, Rows<Meter> rows) {
        switch (event) {
            case WasRead(var amount, var _) ->
                rows.updateOrPut(new Meter(context.stream().id(), BigDecimal.ZERO, 0), meter -> plus(meter, amount));
        }
    }

    static Meter plus(Meter meter, BigDecimal amount) {
        return new Meter(meter.id, meter.sum.add(amount), meter.readings + 1);
    }

    @Override
    public String name() {
        return "meters";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(METER);
    }

    @Override
    public List<View<?>> views() {
        return List.of(view());
    }
}
