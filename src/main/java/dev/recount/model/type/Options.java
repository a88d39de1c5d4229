package dev.recount.model.type;

import dev.recount.model.Authorization;
import dev.recount.model.Enrichment;
import dev.recount.model.caller.Readers;
import dev.recount.model.evolution.Upcaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a stream type's definition that may be left out.
 *
 * @param readers say who may read the streams; nothing where the domain leaves that to others
 * @param archive says which events may move into the archive; nothing where none may
 * @param upcasters read events of earlier forms
 * @param commandUpcasters read commands of earlier forms
 * @param acceptsOldCommands whether clients may send commands in those forms, too
 */
record Options<S, C>(
        SnapshotPolicy snapshots,
        Optional<ArchivePolicy> archive,
        Optional<Enrichment<C>> enrichment,
        Optional<Authorization<S, C>> authorization,
        Optional<Readers> readers,
        List<Upcaster> upcasters,
        List<Upcaster> commandUpcasters,
        boolean acceptsOldCommands) {

    static <S, C> Options<S, C> none() {
        return new Options<>(
                SnapshotPolicy.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false);
    }

    Options<S, C> with(SnapshotPolicy policy) {
        return new Options<>(
                policy, archive, enrichment, authorization, readers, upcasters, commandUpcasters, acceptsOldCommands);
    }

    Options<S, C> archiving(ArchivePolicy policy) {
        return new Options<>(
                snapshots,
                Optional.of(policy),
                enrichment,
                authorization,
                readers,
                upcasters,
                commandUpcasters,
                acceptsOldCommands);
    }

    Options<S, C> enriching(Enrichment<C> lookUp) {
        return new Options<>(
                snapshots,
                archive,
                Optional.of(lookUp),
                authorization,
                readers,
                upcasters,
                commandUpcasters,
                acceptsOldCommands);
    }

    Options<S, C> authorizing(Authorization<S, C> rule) {
        return new Options<>(
                snapshots,
                archive,
                enrichment,
                Optional.of(rule),
                readers,
                upcasters,
                commandUpcasters,
                acceptsOldCommands);
    }

    Options<S, C> readBy(Readers rule) {
        return new Options<>(
                snapshots,
                archive,
                enrichment,
                authorization,
                Optional.of(rule),
                upcasters,
                commandUpcasters,
                acceptsOldCommands);
    }

    Options<S, C> withUpcasters(List<Upcaster> steps) {
        return new Options<>(
                snapshots,
                archive,
                enrichment,
                authorization,
                readers,
                both(upcasters, steps),
                commandUpcasters,
                acceptsOldCommands);
    }

    Options<S, C> withCommandUpcasters(List<Upcaster> steps) {
        return new Options<>(
                snapshots,
                archive,
                enrichment,
                authorization,
                readers,
                upcasters,
                both(commandUpcasters, steps),
                acceptsOldCommands);
    }

    Options<S, C> acceptingOldCommands() {
        return new Options<>(snapshots, archive, enrichment, authorization, readers, upcasters, commandUpcasters, true);
    }

    private static List<Upcaster> both(List<Upcaster> first, List<Upcaster> more) {
        var all = new ArrayList<>(first);
        all.addAll(more);
        return List.copyOf(all);
    }
}
