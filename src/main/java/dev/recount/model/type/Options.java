package dev.recount.model.type;

import dev.recount.model.Authorization;
import dev.recount.model.Enrichment;
import dev.recount.model.boundary.Boundary;
import dev.recount.model.boundary.Tags;
import dev.recount.model.caller.Readers;
import dev.recount.model.evolution.Upcaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a stream type's definition that may be left out.
 *
 * @param archive says which events may move into the archive; nothing where none may
 * @param access says who may do what; what a domain leaves to others is left out
 * @param claims the values that no two streams may hold at a time
 * @param boundaries what its events have to do with decisions on the events of several streams
 * @param upcasting reads what was stored in earlier forms
 * @param keepsStateAlone whether nothing is kept of a stream but its latest state
 */
record Options<S, C>(
        SnapshotPolicy snapshots,
        Optional<ArchivePolicy> archive,
        Optional<Enrichment<C>> enrichment,
        Access<S, C> access,
        List<Claim<S>> claims,
        Boundaries boundaries,
        Upcasting upcasting,
        boolean keepsStateAlone) {

    /**
     * The rules about who may do what.
     *
     * @param readers say who may read the streams; nothing where the domain leaves that to others
     */
    record Access<S, C>(Optional<Authorization<S, C>> authorization, Optional<Readers> readers) {}

    /**
     * The tags of events, and the commands that are decided on those of several streams.
     *
     * @param tags the tags of the events, of this type
     * @param byCommand the boundaries by the records of the commands
     */
    record Boundaries(Optional<Tags<?>> tags, Map<Class<?>, Boundary<?, ?, ?, ?>> byCommand) {}

    /**
     * The ways in which what was stored in earlier forms is read as today's.
     *
     * @param events read events of earlier forms
     * @param states read states of earlier forms, where nothing else is kept
     * @param commands read commands of earlier forms
     * @param acceptsOldCommands whether clients may send commands in those forms, too
     */
    record Upcasting(
            List<Upcaster> events, List<Upcaster> states, List<Upcaster> commands, boolean acceptsOldCommands) {}

    static <S, C> Options<S, C> none() {
        return new Options<>(
                SnapshotPolicy.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                new Access<>(Optional.empty(), Optional.empty()),
                List.of(),
                new Boundaries(Optional.empty(), Map.of()),
                new Upcasting(List.of(), List.of(), List.of(), false),
                false);
    }

    Optional<Authorization<S, C>> authorization() {
        return access.authorization;
    }

    Optional<Readers> readers() {
        return access.readers;
    }

    List<Upcaster> upcasters() {
        return upcasting.events;
    }

    List<Upcaster> stateUpcasters() {
        return upcasting.states;
    }

    List<Upcaster> commandUpcasters() {
        return upcasting.commands;
    }

    boolean acceptsOldCommands() {
        return upcasting.acceptsOldCommands;
    }

    Options<S, C> with(SnapshotPolicy policy) {
        return new Options<>(policy, archive, enrichment, access, claims, boundaries, upcasting, keepsStateAlone);
    }

    Options<S, C> archiving(ArchivePolicy policy) {
        return new Options<>(
                snapshots, Optional.of(policy), enrichment, access, claims, boundaries, upcasting, keepsStateAlone);
    }

    Options<S, C> enriching(Enrichment<C> lookUp) {
        return new Options<>(
                snapshots, archive, Optional.of(lookUp), access, claims, boundaries, upcasting, keepsStateAlone);
    }

    Options<S, C> authorizing(Authorization<S, C> rule) {
        return with(new Access<>(Optional.of(rule), access.readers));
    }

    Options<S, C> readBy(Readers rule) {
        return with(new Access<>(access.authorization, Optional.of(rule)));
    }

    private Options<S, C> with(Access<S, C> changed) {
        return new Options<>(snapshots, archive, enrichment, changed, claims, boundaries, upcasting, keepsStateAlone);
    }

    Options<S, C> claiming(Claim<S> claim) {
        return new Options<>(
                snapshots,
                archive,
                enrichment,
                access,
                both(claims, List.of(claim)),
                boundaries,
                upcasting,
                keepsStateAlone);
    }

    Options<S, C> tagging(Tags<?> tags) {
        return with(new Boundaries(Optional.of(tags), boundaries.byCommand));
    }

    Options<S, C> deciding(Class<?> command, Boundary<?, ?, ?, ?> boundary) {
        var byCommand = new LinkedHashMap<>(boundaries.byCommand);
        byCommand.put(command, boundary);
        return with(new Boundaries(boundaries.tags, Map.copyOf(byCommand)));
    }

    private Options<S, C> with(Boundaries changed) {
        return new Options<>(snapshots, archive, enrichment, access, claims, changed, upcasting, keepsStateAlone);
    }

    Options<S, C> withUpcasters(List<Upcaster> steps) {
        return with(new Upcasting(
                both(upcasting.events, steps), upcasting.states, upcasting.commands, upcasting.acceptsOldCommands));
    }

    Options<S, C> withStateUpcasters(List<Upcaster> steps) {
        return with(new Upcasting(
                upcasting.events, both(upcasting.states, steps), upcasting.commands, upcasting.acceptsOldCommands));
    }

    Options<S, C> withCommandUpcasters(List<Upcaster> steps) {
        return with(new Upcasting(
                upcasting.events, upcasting.states, both(upcasting.commands, steps), upcasting.acceptsOldCommands));
    }

    Options<S, C> acceptingOldCommands() {
        return with(new Upcasting(upcasting.events, upcasting.states, upcasting.commands, true));
    }

    private Options<S, C> with(Upcasting changed) {
        return new Options<>(snapshots, archive, enrichment, access, claims, boundaries, changed, keepsStateAlone);
    }

    Options<S, C> keepingStateAlone() {
        return new Options<>(snapshots, archive, enrichment, access, claims, boundaries, upcasting, true);
    }

    private static <T> List<T> both(List<T> first, List<T> more) {
        var all = new ArrayList<>(first);
        all.addAll(more);
        return List.copyOf(all);
    }
}
