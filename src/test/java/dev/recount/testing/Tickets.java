package dev.recount.testing;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A domain of tickets, with a desk that counts them, to test the fixtures with. */
final class Tickets implements Domain {

    sealed interface Command {}

    record Raise(String by, Optional<String> city) implements Command {}

    record Close() implements Command {}

    sealed interface Event {}

    record Raised(String by, String city, String where) implements Event {}

    record Closed() implements Event {}

    record State(boolean open) {}

    record Line(String ticket, String by, boolean open) {}

    enum Reason {
        NOT_OPEN
    }

    static final StreamType<State, Command, Event> TICKET = StreamType.of("ticket", new Rules())
            .authorize((_, command, context) ->
                    command instanceof Raise || context.principal().name().equals("clerk"))
            .enrich((command, _) -> CompletableFuture.completedStage(
                    command instanceof Raise(var by, var _) ? new Raise(by, Optional.of("Brno")) : command));

    static final View<Line> LINES = View.of("lines", Line.class).on(TICKET, (event, context, rows) -> {
        String ticket = context.stream().id();
        switch (event) {
            case Raised(var by, var _, var _) -> rows.put(new Line(ticket, by, true));
            case Closed() -> rows.update(line -> new Line(ticket, line.by(), false), ticket);
        }
    });

    /** Raises a second and a third ticket for each first one, and closes what stays open for a day. */
    static final Handler FOLLOW = Handler.fromBeginning("follow")
            .on(TICKET, (event, context, effects) -> follow(event, context.stream(), effects))
            .onTimer((_, stream, effects) -> effects.send(TICKET, stream.id(), new Close()));

    private static void follow(Event event, StreamId stream, Effects effects) {
        switch (event) {
            case Raised(var by, var _, var _)
            when stream.id().equals("first") -> {
                effects.send(TICKET, "second", new Raise(by, Optional.empty()));
                effects.send(TICKET, "third", new Raise(by, Optional.empty()));
                effects.setTimer("stale", Duration.ofDays(1));
            }
            case Raised _ -> {}
            case Closed() -> effects.cancelTimer("stale");
        }
    }

    static final class Rules implements Aggregate<State, Command, Event> {

        @Override
        public State initial() {
            return new State(false);
        }

        @Override
        public Decision<Event> decide(State state, Command command, Context context) {
            return switch (command) {
                case Raise(var by, var city) ->
                    accept(new Raised(by, city.orElse("nowhere"), context.stream() + "@" + context.version()));
                case Close() -> state.open() ? accept(new Closed()) : reject(Reason.NOT_OPEN, "it is not open");
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return new State(event instanceof Raised);
        }
    }

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(TICKET);
    }
}
