package dev.recount.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Tests an aggregate's rules: given what happened, when a command comes, then these events, or this rejection.
 *
 * <pre>{@code
 * Fixture.of(new Account())
 *     .given(new Opened("Anna", ZERO), new Deposited(TEN, CASH))
 *     .when(new Withdraw(ONE, CASH))
 *     .then(new Withdrawn(ONE, CASH));
 * }</pre>
 *
 * <p>Needs no server and no test framework: what does not hold throws an {@link AssertionError}.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
public final class Fixture<S, C, E> {

    private static final StreamId STREAM = new StreamId("fixture", "1");

    private final Aggregate<S, C, E> aggregate;
    private final List<E> history;
    private final Context context;

    private Fixture(Aggregate<S, C, E> aggregate, List<E> history, Context context) {
        this.aggregate = aggregate;
        this.history = history;
        this.context = context;
    }

    /** Starts with an empty stream, at 1970-01-01T00:00:00Z, as an anonymous caller. */
    public static <S, C, E> Fixture<S, C, E> of(Aggregate<S, C, E> aggregate) {
        return new Fixture<>(aggregate, List.of(), new Context(STREAM, 0, Instant.EPOCH, Principal.ANONYMOUS));
    }

    /** Takes these events as the whole of what happened. */
    @SafeVarargs
    public final Fixture<S, C, E> given(E... events) {
        return given(List.of(events));
    }

    /** Takes these events as the whole of what happened. */
    public Fixture<S, C, E> given(List<? extends E> events) {
        return new Fixture<>(
                aggregate,
                List.copyOf(events),
                new Context(context.stream(), events.size(), context.time(), context.principal()));
    }

    /** Lets the command come at this time. */
    public Fixture<S, C, E> at(Instant time) {
        return new Fixture<>(
                aggregate, history, new Context(context.stream(), context.version(), time, context.principal()));
    }

    /** Lets the command come from this caller. */
    public Fixture<S, C, E> by(Principal principal) {
        return new Fixture<>(
                aggregate, history, new Context(context.stream(), context.version(), context.time(), principal));
    }

    /** Returns the state that the given events lead to. */
    public S state() {
        return evolve(aggregate.initial(), history);
    }

    /** Lets the aggregate decide on a command. */
    public Outcome when(C command) {
        S before = state();
        return new Outcome(before, aggregate.decide(before, command, context));
    }

    private S evolve(S from, List<E> events) {
        S state = from;
        for (E event : events) {
            state = aggregate.evolve(state, event);
        }
        return state;
    }

    /** What the aggregate decided, to be checked. */
    public final class Outcome {

        private final S before;
        private final Decision<E> decision;

        private Outcome(S before, Decision<E> decision) {
            this.before = before;
            this.decision = decision;
        }

        /** Expects that the command was accepted with exactly these events. */
        @SafeVarargs
        public final Outcome then(E... expected) {
            return expect(new Decision.Accepted<>(List.of(expected)));
        }

        /** Expects the state after the command's events, or the unchanged state after a rejection. */
        public Outcome thenState(S expected) {
            S actual = switch (decision) {
                case Decision.Accepted<E>(var events) -> evolve(before, events);
                case Decision.Rejected<E> _ -> before;
            };
            if (!Objects.equals(actual, expected)) {
                throw new AssertionError("expected the state " + expected + "\n but it is " + actual);
            }
            return this;
        }

        /** Expects that the command was rejected for this reason. */
        public Outcome rejected(Enum<?> reason) {
            if (decision instanceof Decision.Rejected<E>(var actual, var _) && actual.equals(reason.name())) {
                return this;
            }
            throw new AssertionError("expected a rejection for " + reason + "\n but the decision was " + decision);
        }

        private Outcome expect(Decision<E> expected) {
            if (!decision.equals(expected)) {
                throw new AssertionError("expected " + expected + "\n but the decision was " + decision);
            }
            return this;
        }
    }
}
