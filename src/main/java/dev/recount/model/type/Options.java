package dev.recount.model.type;

import dev.recount.model.Authorization;
import dev.recount.model.Enrichment;
import dev.recount.model.evolution.Upcaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a stream type's definition that may be left out.
 *
 * @param archive says which events may move into the archive; nothing where none may
 * @param upcasters read events of earlier forms
 * @param commandUpcasters read commands of earlier forms
 * @param acceptsOldCommands whether clients may send commands in those forms, too
 */
record Options<C>(
        SnapshotPolicy snapshots,
        Optional<ArchivePolicy> archive,
        Optional<Enrichment<C>> enrichment,
        Optional<Authorization<C>> authorization,
        List<Upcaster> upcasters,
        List<Upcaster> commandUpcasters,
        boolean acceptsOldCommands) {

    static <C> Options<C> none() {
        return new Options<>(
                SnapshotPolicy.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false);
    }

    Options<C> with(SnapshotPolicy policy) {
        return new Options<>(
                policy, archive, enrichment, authorization, upcasters, commandUpcasters, acceptsOldCommands);
    }

    Options<C> archiving(ArchivePolicy policy) {
        return new Options<>(
                snapshots,
                Optional.of(policy),
                enrichment,
                authorization,
                upcasters,
                commandUpcasters,
                acceptsOldCommands);
    }

    Options<C> enriching(Enrichment<C> lookUp) {
        return new Options<>(
                snapshots,
                archive,
                Optional.of(lookUp),
                authorization,
                upcasters,
                commandUpcasters,
                acceptsOldCommands);
    }

    Options<C> authorizing(Authorization<C> rule) {
        return new Options<>(
                snapshots, archive, enrichment, Optional.of(rule), upcasters, commandUpcasters, acceptsOldCommands);
    }

    Options<C> withUpcasters(List<Upcaster> steps) {
        return new Options<>(
                snapshots,
                archive,
                enrichment,
                authorization,
                both(upcasters, steps),
                commandUpcasters,
                acceptsOldCommands);
    }

    Options<C> withCommandUpcasters(List<Upcaster> steps) {
        return new Options<>(
                snapshots,
                archive,
                enrichment,
                authorization,
                upcasters,
                both(commandUpcasters, steps),
                acceptsOldCommands);
    }

    Options<C> acceptingOldCommands() {
        return new Options<>(snapshots, archive, enrichment, authorization, upcasters, commandUpcasters, true);
    }

    private static List<Upcaster> both(List<Upcaster> first, List<Upcaster> more) {
        var all = new ArrayList<>(first);
        all.addAll(more);
        return List.copyOf(all);
    }
}
