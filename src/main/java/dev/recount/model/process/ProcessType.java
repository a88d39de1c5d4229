package dev.recount.model.process;

import dev.recount.model.DomainException;
import dev.recount.model.caller.Readers;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.model.type.SnapshotPolicy;
import dev.recount.model.type.StreamType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The definition of a kind of process: its name, its rules, and the events that begin it and go on with it.
 *
 * <pre>{@code
 * ProcessType.of("fulfilment", new Fulfilment())
 *     .startsOn(ORDER, Placed.class, (placed, context) -> Optional.of(context.stream().id()))
 *     .goesOnWith(SHIPMENT, Delivered.class, (delivered, context) -> Optional.of(delivered.order()))
 * }</pre>
 *
 * <p>Each process is a stream of its own, {@code fulfilment/17}, whose events are what it has decided and done.
 * Immutable: each of the methods that change something returns a new definition.
 *
 * @param <S> the state
 * @param <E> the process's own events
 */
public final class ProcessType<S, E> {

    /** The names of its handlers and views are made of it, and are longer. */
    private static final Pattern NAME = Pattern.compile("(?!.*--)[a-z][a-z0-9-]{0,31}");

    private final String name;
    private final ProcessRules<S, E> rules;
    private final Class<S> state;
    private final Class<E> event;
    private final ProcessOptions options;

    private ProcessType(String name, ProcessRules<S, E> rules, Class<S> state, Class<E> event, ProcessOptions options) {
        this.name = name;
        this.rules = rules;
        this.state = state;
        this.event = event;
        this.options = options;
    }

    /**
     * Defines a kind of process; state and events are taken from the generic signature of the rules.
     *
     * @param name a lower-case letter, then lower-case letters, digits and {@code -}, but never {@code --}; at most 32
     *     in all
     * @throws DomainException if the name or one of these types cannot be used; the message names it
     */
    public static <S, E> ProcessType<S, E> of(String name, ProcessRules<S, E> rules) {
        if (!NAME.matcher(name).matches()) {
            throw new DomainException(rules.getClass().getName() + ": the name of a process has a lower-case letter,"
                    + " then at most 31 lower-case letters, digits and '-', but never '--': " + name);
        }
        Type[] types = signature(rules);
        @SuppressWarnings("unchecked") // the compiler has checked the very same signature against S and E
        var type = new ProcessType<>(
                name,
                rules,
                (Class<S>) named(rules, "state", types[0]),
                (Class<E>) named(rules, "event", types[1]),
                ProcessOptions.NONE);
        return type;
    }

    private static Type[] signature(ProcessRules<?, ?> rules) {
        for (Class<?> at = rules.getClass(); at != null; at = at.getSuperclass()) {
            for (Type type : at.getGenericInterfaces()) {
                if (type instanceof ParameterizedType found && found.getRawType() == ProcessRules.class) {
                    return found.getActualTypeArguments();
                }
            }
        }
        throw new DomainException(rules.getClass().getName()
                + " must itself declare 'implements ProcessRules<State, Event>', so that its types can be read");
    }

    private static Class<?> named(ProcessRules<?, ?> rules, String role, Type argument) {
        if (argument instanceof Class<?> type) {
            return type;
        }
        throw new DomainException(rules.getClass().getName() + ": the " + role + " type " + argument.getTypeName()
                + " must be a class without type parameters");
    }

    /**
     * Begins a process with each of these events, unless the one of that id has begun; then it goes on with it. For an
     * event that concerns no process, return nothing.
     */
    public <F> ProcessType<S, E> startsOn(
            StreamType<?, ?, ? super F> type, Class<F> event, Trigger.Correlation<F> process) {
        return with(options.with(new Trigger<>(type, event, process, true)));
    }

    /**
     * Goes on with a process at each of these events. One that comes before the event that begins the process is kept
     * until then; for an event that concerns no process, return nothing.
     */
    public <F> ProcessType<S, E> goesOnWith(
            StreamType<?, ?, ? super F> type, Class<F> event, Trigger.Correlation<F> process) {
        return with(options.with(new Trigger<>(type, event, process, false)));
    }

    /** Takes in all events, those included that were stored before it existed; without this, only later ones. */
    public ProcessType<S, E> fromBeginning() {
        return with(options.starting(Handler.Start.BEGINNING));
    }

    /** Sets the policy by which failures are tried again; without this, it is {@link RetryPolicy#DEFAULT}. */
    public ProcessType<S, E> retry(RetryPolicy policy) {
        return with(options.retrying(policy));
    }

    /** Reads events of the process's own that were stored in earlier forms as today's. */
    public ProcessType<S, E> upcast(Upcaster... steps) {
        return with(options.withUpcasters(List.of(steps)));
    }

    /**
     * Lets only those callers read a process whom the rule includes, and see the views of such processes whom it
     * includes for all, as far as the settings let them as well. A process tells what it is told and what it sends:
     * without this, those alone may read it who may read all streams of every type that it may hold something of.
     */
    public ProcessType<S, E> readableBy(Readers rule) {
        return with(options.readBy(rule));
    }

    /** Saves the state every so many events; without this, every 100. */
    public ProcessType<S, E> snapshotEvery(int events) {
        return with(options.with(
                new SnapshotPolicy(events, snapshots().settledAt(), snapshots().stateRevision())));
    }

    /**
     * Sets the revision of the state's meaning: raise it when {@link ProcessRules#evolve} makes something else of
     * events, and snapshots of another revision are ignored. Without this, 1.
     */
    public ProcessType<S, E> stateRevision(int revision) {
        return with(
                options.with(new SnapshotPolicy(snapshots().every(), snapshots().settledAt(), revision)));
    }

    private ProcessType<S, E> with(ProcessOptions changed) {
        return new ProcessType<>(name, rules, state, event, changed);
    }

    public String name() {
        return name;
    }

    public ProcessRules<S, E> rules() {
        return rules;
    }

    public Class<S> state() {
        return state;
    }

    /** Returns the type of the process's own events. */
    public Class<E> event() {
        return event;
    }

    /** Returns which events of other streams concern it. */
    public List<Trigger<?>> triggers() {
        return options.triggers();
    }

    /** Returns the event of the log with which it begins to look for its events. */
    public Handler.Start start() {
        return options.start();
    }

    public RetryPolicy retries() {
        return options.retries();
    }

    /** Returns the upcasters of the process's own events. */
    public List<Upcaster> upcasters() {
        return options.upcasters();
    }

    /** Returns the rule about who may read processes, if they have one of their own. */
    public Optional<Readers> readers() {
        return options.readers();
    }

    public SnapshotPolicy snapshots() {
        return options.snapshots();
    }

    @Override
    public String toString() {
        return "process " + name;
    }
}
