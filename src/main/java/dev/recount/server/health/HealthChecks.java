package dev.recount.server.health;

import dev.recount.database.Database;
import dev.recount.decision.RejectionLog;
import dev.recount.http.operations.Health;
import dev.recount.http.operations.Health.Check;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.spread.PerJournal;
import dev.recount.privacy.SubjectKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** The checks of whether the server lives, and whether it can serve. */
public final class HealthChecks {

    private final NodeState node;
    private final VitalActors actors;
    private final PerJournal<AppendQueue> events;
    private final PerJournal<RejectionLog> rejections;
    private final PerJournal<Database> databases;
    private final List<WriteProbe> probes;
    private final Optional<SubjectKeys> keys;

    /** The state of the node, as its cluster has it. */
    public interface NodeState {

        /** Tells whether the node has ended, so that nothing here will ever be answered. */
        boolean hasEnded();

        /** Tells whether the node has begun to stop. */
        boolean isStopping();

        /** Tells why this node cannot serve, if so. */
        Optional<String> problem();
    }

    /**
     * Prepares to look.
     *
     * @param keys those of personal data, if there is some
     */
    public HealthChecks(
            NodeState node,
            VitalActors actors,
            PerJournal<AppendQueue> events,
            PerJournal<RejectionLog> rejections,
            PerJournal<Database> databases,
            Optional<SubjectKeys> keys) {
        this.node = node;
        this.actors = actors;
        this.events = events;
        this.rejections = rejections;
        this.databases = databases;
        this.keys = keys;
        this.probes = databases.all().stream().map(WriteProbe::new).toList();
    }

    /** Tells whether the server does what nothing but a new start could have it do again. */
    public Health live() {
        var checks = new ArrayList<Check>();
        checks.add(check("node", !node.hasEnded(), "the node has ended"));
        checks.add(new Check("actors", actors.problem()));
        for (Database database : databases.all()) {
            checks.add(new Check(database.ofThis("journal"), database.loss()));
            checks.add(check(
                    database.ofThis("journal-writer"),
                    events.all().get(database.index()).isRunning(),
                    "nothing writes to the journal any more"));
            checks.add(check(
                    database.ofThis("rejection-writer"),
                    rejections.all().get(database.index()).isRunning(),
                    "nothing puts rejections on record any more"));
        }
        keys.ifPresent(kept -> checks.add(new Check("keys", kept.loss())));
        return new Health(checks);
    }

    private static Check check(String name, boolean good, String problem) {
        return new Check(name, good ? Optional.empty() : Optional.of(problem));
    }

    /**
     * Tells whether requests had better be sent here: the node is a member of the cluster, and the home journal can be
     * written. Of further journals and of the keys of personal data it tells too, but no other node could do more about
     * the streams of one that cannot, or for whom the keys are away.
     */
    public CompletionStage<Health> ready() {
        var ofNode = new Check("node", node.problem());
        List<CompletableFuture<Check>> ofJournals =
                probes.stream().map(probe -> probe.look().toCompletableFuture()).toList();
        return CompletableFuture.allOf(ofJournals.toArray(CompletableFuture[]::new))
                .thenApply(_ -> new Health(Stream.of(
                                Stream.of(ofNode),
                                ofJournals.stream().map(CompletableFuture::join),
                                keys.stream().map(kept -> new Check("keys", kept.problem(), false)))
                        .flatMap(Function.identity())
                        .toList()));
    }
}
