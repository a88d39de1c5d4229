package dev.recount.view;

import static dev.recount.model.Decision.accept;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.EventContext;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.util.List;
import java.util.Optional;

/** Counts things; with views that count them again. */
public final class Tally implements Domain {

    static final StreamType<State, Command, Event> TYPE = StreamType.of("tally", new Rules());

    private final View<Total> totals;

    /** The number of things of a kind, over all tallies. */
    public record Total(String kind, long sum, int events, Optional<String> last) {}

    /** Nothing to know. */
    public record State(long sum) {}

    /** Counts some things. */
    public record Count(String kind, int number) implements Command {}

    /** Forgets a kind. */
    public record Forget(String kind) implements Command {}

    /** The commands of a tally. */
    public sealed interface Command permits Count, Forget {}

    /** Some things were counted. */
    public record Counted(String kind, int number) implements Event {}

    /** A kind was forgotten. */
    public record Forgotten(String kind) implements Event {}

    /** The events of a tally. */
    public sealed interface Event permits Counted, Forgotten {}

    static final class Rules implements Aggregate<State, Command, Event> {

        @Override
        public State initial() {
            return new State(0);
        }

        @Override
        public Decision<Event> decide(State state, Command command, Context context) {
            return switch (command) {
                case Count(var kind, var number) -> accept(new Counted(kind, number));
                case Forget(var kind) -> accept(new Forgotten(kind));
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return switch (event) {
                case Counted(var _, var number) -> new State(state.sum + number);
                case Forgotten _ -> state;
            };
        }
    }

    /** The domain as it is served. */
    public Tally() {
        this(totals());
    }

    Tally(View<Total> totals) {
        this.totals = totals;
    }

    static View<Total> totals() {
        return View.of("totals", Total.class).on(TYPE, Tally::project);
    }

    static void project(Event event, EventContext context, Rows<Total> rows) {
        switch (event) {
            case Counted(var kind, var number) ->
                rows.updateOrPut(
                        new Total(kind, 0, 0, Optional.empty()),
                        total -> new Total(kind, total.sum + number, total.events + 1, Optional.of(context.eventId())));
            case Forgotten(var kind) -> rows.remove(kind);
        }
    }

    @Override
    public String name() {
        return "tallies";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(TYPE);
    }

    @Override
    public List<View<?>> views() {
        return List.of(totals);
    }
}
