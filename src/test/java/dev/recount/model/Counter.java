package dev.recount.model;

/** A small aggregate to test with: a counter that rises, and that only its owner may reset. */
final class Counter implements Aggregate<Counter.Count, Counter.Command, Counter.Event> {

    record Count(int value) {}

    sealed interface Command {}

    record Rise(int by) implements Command {}

    record Reset() implements Command {}

    record Stamp() implements Command {}

    sealed interface Event {}

    record Risen(int by) implements Event {}

    /** A sealed interface within the sealed interface. */
    sealed interface Rare extends Event {}

    record WasReset() implements Rare {}

    record Stamped(Context context) implements Rare {}

    enum Refusal {
        NOT_POSITIVE,
        NOT_THE_OWNER
    }

    @Override
    public Count initial() {
        return new Count(0);
    }

    @Override
    public Decision<Event> decide(Count state, Command command, Context context) {
        return switch (command) {
            case Rise(var by) when by < 1 -> Decision.reject(Refusal.NOT_POSITIVE, "a counter only rises");
            case Rise(var by) -> Decision.accept(new Risen(by));
            case Reset()
            when !context.principal().name().equals("owner") ->
                Decision.reject(Refusal.NOT_THE_OWNER, "only the owner resets a counter");
            case Reset() -> state.value() == 0 ? Decision.accept() : Decision.accept(new WasReset());
            case Stamp() -> Decision.accept(new Stamped(context));
        };
    }

    @Override
    public Count evolve(Count state, Event event) {
        return switch (event) {
            case Risen(var by) -> new Count(state.value() + by);
            case WasReset() -> new Count(0);
            case Stamped _ -> state;
        };
    }
}
