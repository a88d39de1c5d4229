package dev.recount.http.access.domain;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.caller.Readers;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.model.view.Visibility;
import java.util.List;

/**
 * A safe, named for its owner, who alone may read it beside auditors; once it is locked, nobody may send it anything.
 */
final class Safe implements Aggregate<Safe.State, Safe.Command, Safe.Event> {

    static final StreamType<State, Command, Event> TYPE = StreamType.of("safe", new Safe())
            .authorize((state, _, _) -> !state.locked)
            .readableBy(Readers.role("auditor")
                    .or((caller, stream) -> caller.principal().name().equals(stream.id())));

    static final View<Row> VIEW = View.of("safes", Row.class)
            .on(TYPE, (event, context, rows) -> {
                String safe = context.stream().id();
                switch (event) {
                    case Event.Filled(var things) ->
                        rows.updateOrPut(new Row(safe, "hall", 0), row -> new Row(safe, row.room, row.things + things));
                    case Event.Moved(var room) ->
                        rows.updateOrPut(new Row(safe, room, 0), row -> new Row(safe, room, row.things));
                    case Event.Locked() -> {}
                }
            })
            .visibleTo(caller -> caller.hasRole("inspector")
                    ? Visibility.all()
                    : Visibility.where("safe", caller.principal().name())
                            .or(Visibility.where("room", caller.claim("room"))));

    record State(boolean locked, int things) {}

    /** A safe with what is in it. */
    record Row(String safe, String room, int things) {}

    sealed interface Command {
        record Fill(int things) implements Command {}

        record Move(String room) implements Command {}

        record Lock() implements Command {}
    }

    sealed interface Event {
        record Filled(int things) implements Event {}

        record Moved(String room) implements Event {}

        record Locked() implements Event {}
    }

    static Domain domain() {
        return new Domain() {
            @Override
            public String name() {
                return "safes";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(TYPE);
            }

            @Override
            public List<View<?>> views() {
                return List.of(VIEW);
            }
        };
    }

    @Override
    public State initial() {
        return new State(false, 0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Fill(var things) -> Decision.accept(new Event.Filled(things));
            case Command.Move(var room) -> Decision.accept(new Event.Moved(room));
            case Command.Lock() -> Decision.accept(new Event.Locked());
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Filled(var things) -> new State(state.locked, state.things + things);
            case Event.Moved _ -> state;
            case Event.Locked() -> new State(true, state.things);
        };
    }
}
