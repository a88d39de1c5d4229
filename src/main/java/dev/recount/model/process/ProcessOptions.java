package dev.recount.model.process;

import dev.recount.model.caller.Readers;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.model.type.SnapshotPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The choices about a kind of process, besides its rules. */
record ProcessOptions(
        List<Trigger<?>> triggers,
        Handler.Start start,
        RetryPolicy retries,
        List<Upcaster> upcasters,
        Optional<Readers> readers,
        SnapshotPolicy snapshots) {

    static final ProcessOptions NONE = new ProcessOptions(
            List.of(), Handler.Start.NOW, RetryPolicy.DEFAULT, List.of(), Optional.empty(), SnapshotPolicy.DEFAULT);

    ProcessOptions with(Trigger<?> trigger) {
        return new ProcessOptions(joined(triggers, List.of(trigger)), start, retries, upcasters, readers, snapshots);
    }

    ProcessOptions starting(Handler.Start from) {
        return new ProcessOptions(triggers, from, retries, upcasters, readers, snapshots);
    }

    ProcessOptions retrying(RetryPolicy policy) {
        return new ProcessOptions(triggers, start, policy, upcasters, readers, snapshots);
    }

    ProcessOptions withUpcasters(List<Upcaster> steps) {
        return new ProcessOptions(triggers, start, retries, joined(upcasters, steps), readers, snapshots);
    }

    ProcessOptions readBy(Readers rule) {
        return new ProcessOptions(triggers, start, retries, upcasters, Optional.of(rule), snapshots);
    }

    ProcessOptions with(SnapshotPolicy policy) {
        return new ProcessOptions(triggers, start, retries, upcasters, readers, policy);
    }

    private static <T> List<T> joined(List<T> some, List<? extends T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
