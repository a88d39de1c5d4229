package dev.recount.migration;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;

/** A bank account in another shape: every booking is one kind of event, with a sign. For tests. */
public final class Ledger implements Aggregate<Ledger.State, Ledger.Command, Ledger.Event> {

    static final StreamType<State, Command, Event> TYPE = StreamType.of("ledger", new Ledger());

    /** The commands that an account's clients send as well. */
    public sealed interface Command {
        record Deposit(BigDecimal amount, Method method) implements Command {}

        record Withdraw(BigDecimal amount, Method method) implements Command {}
    }

    public enum Method {
        CASH,
        CARD,
        TRANSFER
    }

    public sealed interface Event {
        record Begun(Personal<String> owner, BigDecimal limit) implements Event {}

        record Booked(BigDecimal amount, String what) implements Event {}

        record Noted(String what) implements Event {}
    }

    public record State(BigDecimal balance, BigDecimal limit) {}

    private enum Reason {
        NOT_COVERED
    }

    @Override
    public State initial() {
        return new State(new BigDecimal("0.00"), new BigDecimal("0.00"));
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Command.Deposit(var amount, var method) ->
                Decision.accept(new Event.Booked(amount.setScale(2), method.name()));
            case Command.Withdraw(var amount, var _)
            when state.balance().add(state.limit()).compareTo(amount) < 0 ->
                Decision.reject(Reason.NOT_COVERED, "the balance is " + state.balance());
            case Command.Withdraw(var amount, var method) ->
                Decision.accept(new Event.Booked(amount.setScale(2).negate(), method.name()));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Begun(var _, var limit) -> new State(state.balance(), limit);
            case Event.Booked(var amount, var _) -> new State(state.balance().add(amount), state.limit());
            case Event.Noted _ -> state;
        };
    }
}
