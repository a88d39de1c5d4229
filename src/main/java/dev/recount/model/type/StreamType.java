package dev.recount.model.type;

import dev.recount.model.Aggregate;
import dev.recount.model.Authorization;
import dev.recount.model.DomainException;
import dev.recount.model.Enrichment;
import dev.recount.model.StreamId;
import dev.recount.model.boundary.Boundary;
import dev.recount.model.boundary.Tagging;
import dev.recount.model.boundary.Tags;
import dev.recount.model.caller.Readers;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.evolution.Upcasters;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The definition of a stream type: its name, its aggregate, and how its streams are kept.
 *
 * <p>Immutable: each of the methods that change something returns a new definition.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
public final class StreamType<S, C, E> {

    /** The name of the one form that the states of a type are stored in, whatever records they are. */
    public static final String STATE = "State";

    private static final String OWN = "recount-";

    private final String name;
    private final Aggregate<S, C, E> aggregate;
    private final Signature<S, C, E> signature;
    private final Options<S, C> options;

    private StreamType(String name, Aggregate<S, C, E> aggregate, Signature<S, C, E> signature, Options<S, C> options) {
        this.name = name;
        this.aggregate = aggregate;
        this.signature = signature;
        this.options = options;
    }

    private StreamType(StreamType<S, C, E> from, Options<S, C> options) {
        this(from.name, from.aggregate, from.signature, options);
        StateAlone.requireFit(this);
    }

    /**
     * Defines a stream type; state, commands and events are taken from the aggregate's generic signature.
     *
     * @throws DomainException if the name or one of these types cannot be used; the message names it
     */
    public static <S, C, E> StreamType<S, C, E> of(String name, Aggregate<S, C, E> aggregate) {
        requireName(name, aggregate);
        return of(name, aggregate, Signature.of(aggregate));
    }

    /**
     * Defines a stream type whose types its aggregate's generic signature does not tell, as that of a process.
     *
     * @throws DomainException if the name cannot be used
     */
    public static <S, C, E> StreamType<S, C, E> of(
            String name, Aggregate<S, C, E> aggregate, Signature<S, C, E> signature) {
        requireName(name, aggregate);
        return new StreamType<>(name, aggregate, signature, Options.none());
    }

    private static void requireName(String name, Aggregate<?, ?, ?> aggregate) {
        try {
            StreamId.requireType(name);
        } catch (IllegalArgumentException unusable) {
            throw new DomainException(aggregate.getClass().getName() + ": " + unusable.getMessage() + ": " + name);
        }
    }

    /** Tells whether a name is that of a stream type of the server's own, which no domain may have. */
    public static boolean isOwn(String name) {
        return name.startsWith(OWN);
    }

    /** Saves the state every so many events; without this, every 100. */
    public StreamType<S, C, E> snapshotEvery(int events) {
        return with(
                new SnapshotPolicy(events, snapshots().settledAt(), snapshots().stateRevision()));
    }

    /**
     * Saves the state after each of these events, besides the regular snapshots.
     *
     * @throws DomainException if one of them is not an event of the aggregate
     */
    @SafeVarargs
    public final StreamType<S, C, E> settledAt(Class<? extends E>... settlingEvents) {
        Set<Class<?>> settledAt = new LinkedHashSet<>(snapshots().settledAt());
        for (Class<? extends E> event : settlingEvents) {
            if (!events().byName().containsValue(event)) {
                throw new DomainException(event.getName() + " is not one of the events of " + name);
            }
            settledAt.add(event);
        }
        return with(
                new SnapshotPolicy(snapshots().every(), settledAt, snapshots().stateRevision()));
    }

    /** Sets the revision of the state's meaning; snapshots of another revision are ignored. Without this, 1. */
    public StreamType<S, C, E> stateRevision(int revision) {
        return with(new SnapshotPolicy(snapshots().every(), snapshots().settledAt(), revision));
    }

    /**
     * Lets events move out of the journal into the archive, as in {@code archive(keepSettled(2))}: whatever reads them
     * reads on as before. Without this, none do.
     *
     * @throws DomainException if no event settles the state, see {@link #settledAt}
     */
    public StreamType<S, C, E> archive(ArchivePolicy policy) {
        if (snapshots().settledAt().isEmpty()) {
            throw new DomainException(
                    "archive: no event of " + name + " settles its state; name one by settledAt before");
        }
        return new StreamType<>(this, options.archiving(policy));
    }

    /**
     * Keeps nothing of a stream but its latest state: its events are applied and told to the sender of their command,
     * and then they are gone. So nothing can follow them or ask for the stream's past, and nothing can be proved of it.
     *
     * @throws DomainException if this type has something that rests on stored events; the message names it
     */
    public StreamType<S, C, E> stateAlone() {
        return new StreamType<>(this, options.keepingStateAlone());
    }

    /**
     * Reads states that were stored in earlier forms as today's, where nothing else is kept of streams. Each step
     * begins at {@value #STATE} and a revision. A state is written in the revision that follows the last one with an
     * upcaster; without any, in revision 1. One state stays one: a step may not split or drop it.
     *
     * @throws DomainException if more than the state is kept, so that it is made anew of events
     */
    public StreamType<S, C, E> upcastState(Upcaster... steps) {
        if (!keepsStateAlone()) {
            throw new DomainException(
                    "upcastState: the states of " + name + " are made anew of events; name stateAlone before");
        }
        return new StreamType<>(this, options.withStateUpcasters(List.of(steps)));
    }

    /** Looks up outside what commands need before they are decided on. */
    public StreamType<S, C, E> enrich(Enrichment<C> lookUp) {
        return new StreamType<>(this, options.enriching(lookUp));
    }

    /** Lets only those commands be decided on that the rule permits, which sees the state that the stream is in. */
    public StreamType<S, C, E> authorize(Authorization<S, C> rule) {
        return new StreamType<>(this, options.authorizing(rule));
    }

    /**
     * Lets only those callers read a stream whom the rule includes, and whom the settings let read it as well: its
     * state, events, decisions and past, wherever they are told over HTTP. Without this, the settings alone say who
     * may.
     */
    public StreamType<S, C, E> readableBy(Readers rule) {
        return new StreamType<>(this, options.readBy(rule));
    }

    /**
     * Reads events that were stored in earlier forms as today's. An event is written in the revision that follows the
     * last one of its name that has an upcaster; without any, in revision 1.
     */
    public StreamType<S, C, E> upcast(Upcaster... steps) {
        return new StreamType<>(this, options.withUpcasters(List.of(steps)));
    }

    /**
     * Reads commands that were recorded in earlier forms as today's, wherever they are read again: to decide on them
     * again, to know a repeat, or what a reaction has sent. A command is recorded in the revision that follows the last
     * one of its name that has an upcaster; without any, in revision 1. One command stays one: a step may not split or
     * drop it.
     */
    public StreamType<S, C, E> upcastCommand(Upcaster... steps) {
        return new StreamType<>(this, options.withCommandUpcasters(List.of(steps)));
    }

    /**
     * Takes commands from clients in the forms that {@link #upcastCommand} names, too: under a name of before, or with
     * the fields of before. A client says no revision: what fits today's form is of today's, and else it is of the
     * latest form of that name of which today's can be made.
     */
    public StreamType<S, C, E> acceptOldCommands() {
        return new StreamType<>(this, options.acceptingOldCommands());
    }

    /**
     * Lets no two streams of this type hold the same value of this name at a time: a command by which a second one
     * would is rejected, with the reason {@value Claim#TAKEN}. No other type can have a claim of this name; see
     * {@link #unique(Unique, Function)} for what several share.
     *
     * @param value gives the value that a stream of that state holds, if it holds one
     * @throws DomainException if the name cannot be used, or this type has a claim of that name already
     */
    public StreamType<S, C, E> unique(String claim, Function<? super S, Optional<String>> value) {
        return unique(Unique.named(claim), value);
    }

    /**
     * Lets no two streams of this type, nor of the others that have a claim by the same object, hold the same value
     * at a time. A stream holds what its state gives, from the event that leads to that state on, and until one leads
     * to a state that gives another value, or none.
     *
     * <p>What counts as the same is the rules' to say, who give values as texts: two that differ in one letter are two.
     *
     * @param value gives the value that a stream of that state holds, if it holds one; a pure function
     * @throws DomainException if this type has a claim of that name already
     */
    public <V> StreamType<S, C, E> unique(Unique<V> unique, Function<? super S, Optional<V>> value) {
        if (claims().stream().anyMatch(other -> other.name().equals(unique.name()))) {
            throw new DomainException("unique: " + name + " has two claims of the name " + unique.name());
        }
        return new StreamType<>(
                this,
                options.claiming(new Claim<>(unique, state -> value.apply(state).flatMap(unique::text))));
    }

    /** Gives the events tags, by which commands find them that are decided on the events of several streams. */
    public StreamType<S, C, E> tagged(Tagging<E> rule) {
        return tagged(1, rule);
    }

    /**
     * Gives the events tags, as {@link #tagged(Tagging)} does.
     *
     * @param revision the revision of the rule: raise it when the rule gives other tags to the same events, and those
     *     that are stored are tagged anew
     */
    public StreamType<S, C, E> tagged(int revision, Tagging<E> rule) {
        return new StreamType<>(this, options.tagging(new Tags<>(revision, rule)));
    }

    /**
     * Has a command decided on the events of several streams, in the place of the aggregate's own rules.
     *
     * @throws DomainException if it is not a command of the aggregate, or has a boundary already
     */
    public <K extends C> StreamType<S, C, E> decidedOn(Class<K> command, Boundary<?, S, K, E> boundary) {
        if (!commands().byName().containsValue(command)) {
            throw new DomainException("decidedOn: " + command.getName() + " is not one of the commands of " + name);
        } else if (boundaries().contains(command)) {
            throw new DomainException("decidedOn: " + command.getName() + " of " + name + " has two boundaries");
        }
        return new StreamType<>(this, options.deciding(command, boundary));
    }

    private StreamType<S, C, E> with(SnapshotPolicy policy) {
        return new StreamType<>(this, options.with(policy));
    }

    public String name() {
        return name;
    }

    public Aggregate<S, C, E> aggregate() {
        return aggregate;
    }

    public Class<S> state() {
        return signature.state();
    }

    /** Returns the class of the states with what its type parameters stand for, if it has some. */
    public Type stateType() {
        return signature.stateType();
    }

    /** Tells whether there may be personal data in what its records hold as JSON of other streams. */
    public boolean enclosesPersonal() {
        return signature.enclosesPersonal();
    }

    /** Tells whether nobody but the server sends the commands. */
    public boolean isClosed() {
        return signature.closed();
    }

    public Cases<C> commands() {
        return signature.commands();
    }

    public Cases<E> events() {
        return signature.events();
    }

    public SnapshotPolicy snapshots() {
        return options.snapshots();
    }

    /** Returns which events may move into the archive, if any may. */
    public Optional<ArchivePolicy> archive() {
        return options.archive();
    }

    public Optional<Enrichment<C>> enrichment() {
        return options.enrichment();
    }

    public Optional<Authorization<S, C>> authorization() {
        return options.authorization();
    }

    /** Returns the rule about who may read the streams, if the domain has one. */
    public Optional<Readers> readers() {
        return options.readers();
    }

    /** Returns the values that its streams hold, and no two streams at a time. */
    public List<Claim<S>> claims() {
        return options.claims();
    }

    /** Returns the tags of its events, if they have some. */
    @SuppressWarnings("unchecked") // set by tagged, whose rule is for these events
    public Optional<Tags<E>> tags() {
        return options.boundaries().tags().map(tags -> (Tags<E>) tags);
    }

    /** Returns the records of the commands that are decided on the events of several streams. */
    public Set<Class<?>> boundaries() {
        return options.boundaries().byCommand().keySet();
    }

    /** Returns the boundary that a command is decided on, if it has one. */
    @SuppressWarnings("unchecked") // set by decidedOn, by the command's own record
    public Optional<Boundary<?, S, C, E>> boundary(C command) {
        return Optional.ofNullable(
                (Boundary<?, S, C, E>) options.boundaries().byCommand().get(command.getClass()));
    }

    /**
     * Returns the upcasters, which read events of earlier forms.
     *
     * @throws DomainException if the upcasters do not fit together, or not with the events; the message names the event
     */
    public Upcasters upcasters() {
        return Upcasters.of(name, events().byName().keySet(), options.upcasters());
    }

    /**
     * Returns the upcasters of commands, which read those of earlier forms.
     *
     * @throws DomainException if the upcasters do not fit together, or not with the commands; the message names the
     *     command
     */
    public Upcasters commandUpcasters() {
        return Upcasters.ofCommands(name, commands().byName().keySet(), options.commandUpcasters());
    }

    /**
     * Returns the upcasters of states, which read those of earlier forms where nothing else is kept.
     *
     * @throws DomainException if the upcasters do not fit together
     */
    public Upcasters stateUpcasters() {
        return Upcasters.ofStates(name, STATE, options.stateUpcasters());
    }

    /** Tells whether nothing is kept of a stream but its latest state. */
    public boolean keepsStateAlone() {
        return options.keepsStateAlone();
    }

    /** Tells whether clients may send commands in earlier forms. */
    public boolean acceptsOldCommands() {
        return options.acceptsOldCommands();
    }

    @Override
    public String toString() {
        return "stream type " + name + " (" + aggregate.getClass().getName() + ")";
    }
}
