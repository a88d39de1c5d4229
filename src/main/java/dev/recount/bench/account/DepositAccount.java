package dev.recount.bench.account;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;

/** An account that takes payments. */
public final class DepositAccount
        implements Aggregate<DepositAccount.State, DepositAccount.Command, DepositAccount.Event> {

    /** The stream type of accounts. */
    public static final StreamType<State, Command, Event> TYPE = StreamType.of("account", new DepositAccount());

    /** The ways in which money comes in. */
    public enum Method {
        CASH,
        TRANSFER
    }

    /** The reasons for which a command is rejected. */
    public enum Reason {
        INVALID_AMOUNT
    }

    /** The balance of an account. */
    public record State(BigDecimal balance) {}

    /** The commands of an account. */
    public sealed interface Command {}

    /** Pays money in. */
    public record Deposit(BigDecimal amount, Method method) implements Command {}

    /** The events of an account. */
    public sealed interface Event {}

    /** Money was paid in. */
    public record Deposited(BigDecimal amount, Method method) implements Event {}

    @Override
    public State initial() {
        return new State(BigDecimal.ZERO);
    }

    @Override
    public Decision<Event> decide(State state, Command command, Context context) {
        return switch (command) {
            case Deposit(var amount, var _)
            when amount.signum() <= 0 -> Decision.reject(Reason.INVALID_AMOUNT, "a deposit is positive");
            case Deposit(var amount, var method) -> Decision.accept(new Deposited(amount, method));
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Deposited(var amount, var _) -> new State(state.balance.add(amount));
        };
    }
}
