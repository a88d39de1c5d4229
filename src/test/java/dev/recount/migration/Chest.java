package dev.recount.migration;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import java.util.concurrent.atomic.AtomicBoolean;

/** An amount in another shape, which takes the commands of a purse, for tests. */
public final class Chest implements Aggregate<Chest.State, Chest.Command, Chest.Event> {

    /** Whether the rules can follow an amount of 13. */
    static final AtomicBoolean MENDED = new AtomicBoolean(true);

    public sealed interface Command {
        record Put(long amount, String place) implements Command {}

        record Take(long amount, String place) implements Command {}
    }

    public record Changed(long by) implements Event {}

    public sealed interface Event permits Changed {}

    public record State(long total, long changes) {}

    private enum Reason {
        TOO_LITTLE
    }

    @Override
    public State initial() {
        return new State(0, 0);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Put(var amount, var _) -> Decision.accept(new Changed(amount));
            case Command.Take(var amount, var _)
            when amount > state.total() -> Decision.reject(Reason.TOO_LITTLE, "there are " + state.total());
            case Command.Take(var amount, var _) -> Decision.accept(new Changed(-amount));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Changed(var by)
            when by == 13 && !MENDED.get() -> throw new IllegalStateException("13 brings bad luck");
            case Changed(var by) -> new State(state.total() + by, state.changes() + 1);
        };
    }
}
