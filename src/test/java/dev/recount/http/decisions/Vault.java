package dev.recount.http.decisions;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import java.util.Collections;
import java.util.List;

/**
 * A vault that takes things in and gives out what it has; only its keeper may empty it. What leaves one is booked in
 * another.
 */
final class Vault implements Aggregate<Vault.State, Vault.Command, Vault.Event> {

    static final StreamType<State, Command, Event> TYPE = StreamType.of("vault", new Vault())
            .authorize((_, command, context) -> !(command instanceof Command.Empty)
                    || context.principal().name().equals("keeper"));

    enum Reason {
        TOO_FEW,
        NOT_BY_PHONE
    }

    record State(int things) {}

    sealed interface Command {
        record Put(int things) implements Command {}

        record Take(int things, String why) implements Command {}

        record Empty() implements Command {}
    }

    sealed interface Event {
        record WasPut(int things) implements Event {}

        record Taken(String why) implements Event {}
    }

    /**
     * A vault with a handler: of each thing that is put into any other, one is taken out of the vault {@code tithe}.
     */
    static Domain domain() {
        return new Domain() {
            @Override
            public String name() {
                return "vaults";
            }

            @Override
            public List<StreamType<?, ?, ?>> streamTypes() {
                return List.of(TYPE);
            }

            @Override
            public List<String> metadata() {
                return List.of("channel", "campaign");
            }

            @Override
            public List<Handler> handlers() {
                return List.of(Handler.fromBeginning("tithe").on(TYPE, (event, context, effects) -> {
                    if (event instanceof Event.WasPut put
                            && context.stream().id().equals("taxed")) {
                        effects.send(TYPE, "tithe", new Command.Take(put.things(), "tax"));
                    }
                }));
            }
        };
    }

    @Override
    public State initial() {
        return new State(0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Put(var things) -> Decision.accept(new Event.WasPut(things));
            case Command.Take _
            when context.own().getOrDefault("channel", "").equals("phone") ->
                Decision.reject(Reason.NOT_BY_PHONE, "nothing is taken by phone");
            case Command.Take(var things, var why)
            when things > state.things ->
                Decision.reject(Reason.TOO_FEW, "there are " + state.things + ", not enough for " + why);
            case Command.Take(var things, var why) ->
                Decision.accept(Collections.nCopies(things, new Event.Taken(why)));
            case Command.Empty() -> Decision.accept(Collections.nCopies(state.things, new Event.Taken("")));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.WasPut(var things) -> new State(state.things + things);
            case Event.Taken _ -> new State(state.things - 1);
        };
    }
}
