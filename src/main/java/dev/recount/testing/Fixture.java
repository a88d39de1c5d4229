package dev.recount.testing;

import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.boundary.Boundary;
import dev.recount.model.type.Claim;
import dev.recount.model.type.StreamType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

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
 * <p>Commands, events and states are written and read back as a server does it, so that a record that cannot be stored
 * fails here. Needs no server and no test framework: what does not hold throws an {@link AssertionError}. Immutable.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
public final class Fixture<S, C, E> {

    private final RoundTrip<S, C, E> stored;
    private final List<E> history;
    private final Context context;
    private final Optional<C> enriched;
    private final Set<HeldValue> held;
    private final InMemoryLog elsewhere;

    /** A value of a name that another stream holds. */
    private record HeldValue(String name, String value) {}

    private Fixture(
            RoundTrip<S, C, E> stored,
            List<E> history,
            Context context,
            Optional<C> enriched,
            Set<HeldValue> held,
            InMemoryLog elsewhere) {
        this.stored = stored;
        this.history = history;
        this.context = context;
        this.enriched = enriched;
        this.held = Set.copyOf(held);
        this.elsewhere = elsewhere;
    }

    /**
     * Starts with an empty stream {@code fixture/1}, at 1970-01-01T00:00:00Z, as an anonymous caller.
     *
     * @throws dev.recount.model.DomainException if the aggregate's commands, events or states cannot be stored
     */
    public static <S, C, E> Fixture<S, C, E> of(Aggregate<S, C, E> aggregate) {
        return of(StreamType.of("fixture", aggregate));
    }

    /**
     * Starts with an empty stream {@code 1} of this type, at 1970-01-01T00:00:00Z, as an anonymous caller. The type's
     * authorisation and enrichment take part.
     *
     * @throws dev.recount.model.DomainException if the type's commands, events or states cannot be stored
     */
    public static <S, C, E> Fixture<S, C, E> of(StreamType<S, C, E> type) {
        var context = new Context(new StreamId(type.name(), "1"), 0, Instant.EPOCH, Principal.ANONYMOUS);
        return new Fixture<>(new RoundTrip<>(type), List.of(), context, Optional.empty(), Set.of(), InMemoryLog.EMPTY);
    }

    /** Takes these events as the whole of what happened. */
    @SafeVarargs
    public final Fixture<S, C, E> given(E... events) {
        return given(List.of(events));
    }

    /** Takes these events as the whole of what happened; the stream's version is their number. */
    public Fixture<S, C, E> given(List<? extends E> events) {
        var _ = stored.events(context.stream(), events);
        return new Fixture<>(stored, List.copyOf(events), inContext(events.size()), enriched, held, elsewhere);
    }

    /** Lets the stream be at this version, as if the given events were the last ones of it. */
    public Fixture<S, C, E> version(long version) {
        return new Fixture<>(stored, history, inContext(version), enriched, held, elsewhere);
    }

    private Context inContext(long version) {
        return new Context(context.stream(), version, context.time(), context.principal(), context.own());
    }

    /** Lets the command go to the stream of this id. */
    public Fixture<S, C, E> id(String id) {
        var stream = new StreamId(context.stream().type(), id);
        return with(new Context(stream, context.version(), context.time(), context.principal(), context.own()));
    }

    /** Lets the command come at this time. */
    public Fixture<S, C, E> at(Instant time) {
        return with(new Context(context.stream(), context.version(), time, context.principal(), context.own()));
    }

    /** Lets the command come from this caller. */
    public Fixture<S, C, E> as(Principal principal) {
        return with(new Context(context.stream(), context.version(), context.time(), principal, context.own()));
    }

    /** Lets the sender note something beside the command, besides what is noted already. */
    public Fixture<S, C, E> metadata(String name, String value) {
        var noted = new TreeMap<>(context.own());
        noted.put(name, value);
        return with(new Context(context.stream(), context.version(), context.time(), context.principal(), noted));
    }

    /** Lets the stream type's enrichment answer with this command, whatever it would look up outside. */
    public Fixture<S, C, E> enrichedTo(C command) {
        return new Fixture<>(stored, history, context, Optional.of(command), held, elsewhere);
    }

    /**
     * Lets another stream hold a value of a name.
     *
     * @throws IllegalArgumentException if streams of this type hold no values of that name
     */
    public Fixture<S, C, E> held(String name, String value) {
        if (stored.type().claims().stream().noneMatch(claim -> claim.name().equals(name))) {
            throw new IllegalArgumentException(
                    "streams of type " + stored.type().name() + " hold no values of " + name);
        }
        var more = new HashSet<>(held);
        more.add(new HeldValue(name, value));
        return new Fixture<>(stored, history, context, enriched, more, elsewhere);
    }

    /**
     * Lets these events be in another stream, besides what was given already; those of the command's own stream come
     * after them. They count for commands that are decided on the events of several streams.
     */
    @SafeVarargs
    public final <F> Fixture<S, C, E> givenElsewhere(StreamType<?, ?, F> type, String id, F... events) {
        InMemoryLog more = elsewhere.with(new StreamId(type.name(), id), new RoundTrip<>(type), List.of(events));
        return new Fixture<>(stored, history, context, enriched, held, more);
    }

    /** Returns the names of which a stream of this state would hold what another one holds. */
    private List<String> taken(S state) {
        return stored.type().claims().stream()
                .filter(claim -> claim.of(state)
                        .filter(value -> held.contains(new HeldValue(claim.name(), value)))
                        .isPresent())
                .map(Claim::name)
                .toList();
    }

    private Fixture<S, C, E> with(Context changed) {
        return new Fixture<>(stored, history, changed, enriched, held, elsewhere);
    }

    /** Returns the state that the given events lead to. */
    public S state() {
        return evolve(stored.type().aggregate().initial(), stored.events(context.stream(), history));
    }

    /** Lets the stream type permit and enrich a command, and its aggregate decide on it. */
    public Outcome when(C command) {
        S before = state();
        if (!permits(before, command)) {
            return new Outcome(before, Optional.empty());
        }
        C fuller = enriched.orElseGet(() -> enrich(command));
        if (!permits(before, fuller)) {
            return new Outcome(before, Optional.empty());
        }
        return new Outcome(before, Optional.of(decide(before, fuller)));
    }

    private boolean permits(S before, C command) {
        return stored.type()
                .authorization()
                .map(rule -> rule.permits(before, command, context))
                .orElse(true);
    }

    private C enrich(C command) {
        if (stored.type().enrichment().isEmpty()) {
            return command;
        }
        try {
            return stored.type()
                    .enrichment()
                    .get()
                    .enrich(command, context)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failed) {
            throw new AssertionError("the enrichment failed: " + failed.getCause(), failed);
        }
    }

    private Decision<E> decide(S before, C command) {
        // Rules may be asked about a command that cannot come from outside, so long as they refuse it.
        C read = stored.findCommand(context.stream(), command).orElse(command);
        return switch (rules(before, read)) {
            case Decision.Accepted<E>(var events) -> {
                var _ = stored.command(context.stream(), command);
                List<E> written = stored.events(context.stream(), events);
                List<String> taken = taken(evolve(before, written));
                yield taken.isEmpty() ? new Decision.Accepted<>(written) : taken(taken.getFirst());
            }
            case Decision.Rejected<E> rejected -> rejected;
        };
    }

    private Decision<E> rules(S before, C command) {
        return stored.type()
                .boundary(command)
                .map(boundary -> decide(boundary, before, command))
                .orElseGet(() -> stored.type().aggregate().decide(before, command, context));
    }

    private <M> Decision<E> decide(Boundary<M, S, C, E> boundary, S before, C command) {
        M model = elsewhere
                .with(context.stream(), stored, history)
                .model(boundary, boundary.selection(context.stream(), command));
        return boundary.decide(model, before, command, context);
    }

    private static <E> Decision<E> taken(String name) {
        return new Decision.Rejected<>(Claim.TAKEN, ClaimTakenException.sentence(name));
    }

    private S evolve(S from, List<E> events) {
        S state = from;
        for (E event : events) {
            state = stored.state(context.stream(), stored.type().aggregate().evolve(state, event));
        }
        return state;
    }

    /** The decision on a command, to be checked. */
    public final class Outcome {

        private final S before;
        private final Optional<Decision<E>> decision;

        private Outcome(S before, Optional<Decision<E>> decision) {
            this.before = before;
            this.decision = decision;
        }

        /** Expects that the command was accepted with exactly these events. */
        @SafeVarargs
        public final Outcome then(E... expected) {
            var accepted = new Decision.Accepted<>(stored.events(context.stream(), List.of(expected)));
            if (!decision.equals(Optional.of(accepted))) {
                throw unlike(accepted.toString());
            }
            return this;
        }

        /** Expects the state after the command's events, or the unchanged state where it was refused. */
        public Outcome thenState(S expected) {
            S actual = decision.map(this::after).orElse(before);
            if (!Objects.equals(actual, stored.state(context.stream(), expected))) {
                throw new AssertionError("expected the state " + expected + "\n but it is " + actual);
            }
            return this;
        }

        private S after(Decision<E> made) {
            return switch (made) {
                case Decision.Accepted<E>(var events) -> evolve(before, events);
                case Decision.Rejected<E> _ -> before;
            };
        }

        /** Expects that the command was rejected for this reason. */
        public Outcome rejected(Enum<?> reason) {
            if (decision.isPresent()
                    && decision.get() instanceof Decision.Rejected<E>(var actual, var _)
                    && actual.equals(reason.name())) {
                return this;
            }
            throw unlike("a rejection for " + reason);
        }

        /** Expects that the command was rejected, as another stream holds a value of this name that its own would. */
        public Outcome taken(String name) {
            if (!decision.equals(Optional.of(Fixture.<E>taken(name)))) {
                throw unlike("that the value of " + name + " is taken");
            }
            return this;
        }

        /** Expects that the caller may not send this command. */
        public Outcome notPermitted() {
            if (decision.isPresent()) {
                throw unlike("that " + context.principal().name() + " may not send it");
            }
            return this;
        }

        private AssertionError unlike(String expected) {
            return new AssertionError("expected " + expected + "\n but "
                    + decision.map(made -> "the decision was " + made)
                            .orElse(context.principal().name() + " may not send it"));
        }
    }
}
