package dev.recount.model.type;

import dev.recount.model.Aggregate;
import dev.recount.model.Authorization;
import dev.recount.model.DomainException;
import dev.recount.model.Enrichment;
import dev.recount.model.StreamId;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.evolution.Upcasters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    private final String name;
    private final Aggregate<S, C, E> aggregate;
    private final Class<S> state;
    private final Cases<C> commands;
    private final Cases<E> events;
    private final SnapshotPolicy snapshots;
    private final Optional<Enrichment<C>> enrichment;
    private final Optional<Authorization<C>> authorization;
    private final List<Upcaster> upcasters;

    private StreamType(String name, Aggregate<S, C, E> aggregate, Signature<S, C, E> signature) {
        this.name = name;
        this.aggregate = aggregate;
        this.state = signature.state();
        this.commands = Cases.of(signature.command());
        this.events = Cases.of(signature.event());
        this.snapshots = SnapshotPolicy.DEFAULT;
        this.enrichment = Optional.empty();
        this.authorization = Optional.empty();
        this.upcasters = List.of();
    }

    private StreamType(
            StreamType<S, C, E> from,
            SnapshotPolicy snapshots,
            Optional<Enrichment<C>> enrichment,
            Optional<Authorization<C>> authorization,
            List<Upcaster> upcasters) {
        this.name = from.name;
        this.aggregate = from.aggregate;
        this.state = from.state;
        this.commands = from.commands;
        this.events = from.events;
        this.snapshots = snapshots;
        this.enrichment = enrichment;
        this.authorization = authorization;
        this.upcasters = upcasters;
    }

    /**
     * Defines a stream type; state, commands and events are taken from the aggregate's generic signature.
     *
     * @throws DomainException if the name or one of these types cannot be used; the message names it
     */
    public static <S, C, E> StreamType<S, C, E> of(String name, Aggregate<S, C, E> aggregate) {
        try {
            StreamId.requireType(name);
        } catch (IllegalArgumentException unusable) {
            throw new DomainException(aggregate.getClass().getName() + ": " + unusable.getMessage() + ": " + name);
        }
        return new StreamType<>(name, aggregate, Signature.of(aggregate));
    }

    /** Saves the state every so many events; without this, every 100. */
    public StreamType<S, C, E> snapshotEvery(int events) {
        return with(new SnapshotPolicy(events, snapshots.settledAt(), snapshots.stateRevision()));
    }

    /**
     * Saves the state after each of these events, besides the regular snapshots.
     *
     * @throws DomainException if one of them is not an event of the aggregate
     */
    @SafeVarargs
    public final StreamType<S, C, E> settledAt(Class<? extends E>... settlingEvents) {
        Set<Class<?>> settledAt = new LinkedHashSet<>(snapshots.settledAt());
        for (Class<? extends E> event : settlingEvents) {
            if (!events.byName().containsValue(event)) {
                throw new DomainException(event.getName() + " is not one of the events of " + name);
            }
            settledAt.add(event);
        }
        return with(new SnapshotPolicy(snapshots.every(), settledAt, snapshots.stateRevision()));
    }

    /** Sets the revision of the state's meaning; snapshots of another revision are ignored. Without this, 1. */
    public StreamType<S, C, E> stateRevision(int revision) {
        return with(new SnapshotPolicy(snapshots.every(), snapshots.settledAt(), revision));
    }

    /** Looks up outside what commands need before they are decided on. */
    public StreamType<S, C, E> enrich(Enrichment<C> lookUp) {
        return new StreamType<>(this, snapshots, Optional.of(lookUp), authorization, upcasters);
    }

    /** Lets only those commands be decided on that the rule permits. */
    public StreamType<S, C, E> authorize(Authorization<C> rule) {
        return new StreamType<>(this, snapshots, enrichment, Optional.of(rule), upcasters);
    }

    /**
     * Reads events that were stored in earlier forms as today's. An event is written in the revision that follows the
     * last one of its name that has an upcaster; without any, in revision 1.
     */
    public StreamType<S, C, E> upcast(Upcaster... steps) {
        var more = new ArrayList<>(upcasters);
        more.addAll(List.of(steps));
        return new StreamType<>(this, snapshots, enrichment, authorization, List.copyOf(more));
    }

    private StreamType<S, C, E> with(SnapshotPolicy policy) {
        return new StreamType<>(this, policy, enrichment, authorization, upcasters);
    }

    public String name() {
        return name;
    }

    public Aggregate<S, C, E> aggregate() {
        return aggregate;
    }

    public Class<S> state() {
        return state;
    }

    public Cases<C> commands() {
        return commands;
    }

    public Cases<E> events() {
        return events;
    }

    public SnapshotPolicy snapshots() {
        return snapshots;
    }

    public Optional<Enrichment<C>> enrichment() {
        return enrichment;
    }

    public Optional<Authorization<C>> authorization() {
        return authorization;
    }

    /**
     * Returns the upcasters, which read events of earlier forms.
     *
     * @throws DomainException if the upcasters do not fit together, or not with the events; the message names the event
     */
    public Upcasters upcasters() {
        return Upcasters.of(name, events.byName().keySet(), upcasters);
    }

    @Override
    public String toString() {
        return "stream type " + name + " (" + aggregate.getClass().getName() + ")";
    }
}
