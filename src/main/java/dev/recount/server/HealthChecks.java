package dev.recount.server;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.decision.RejectionLog;
import dev.recount.http.operations.Health;
import dev.recount.http.operations.Health.Check;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The checks of whether the server lives, and whether it can serve. */
final class HealthChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Node node;
    private final JournalReader journal;
    private final PerJournal<AppendQueue> events;
    private final PerJournal<RejectionLog> rejections;
    private final PerJournal<Database> databases;
    private CompletableFuture<Check> asked = CompletableFuture.completedFuture(check("journal", true, ""));

    HealthChecks(
            Node node,
            JournalReader journal,
            PerJournal<AppendQueue> events,
            PerJournal<RejectionLog> rejections,
            PerJournal<Database> databases) {
        this.node = node;
        this.journal = journal;
        this.events = events;
        this.rejections = rejections;
        this.databases = databases;
    }

    /** Tells whether the server does what nothing but a new start could have it do again. */
    Health live() {
        var checks = new ArrayList<Check>();
        checks.add(check("node", !node.hasEnded(), "the node has ended"));
        for (Database database : databases.all()) {
            checks.add(check(
                    database.ofThis("journal-writer"),
                    events.all().get(database.index()).isRunning(),
                    "nothing writes to the journal any more"));
            checks.add(check(
                    database.ofThis("rejection-writer"),
                    rejections.all().get(database.index()).isRunning(),
                    "nothing puts rejections on record any more"));
        }
        return new Health(checks);
    }

    private static Check check(String name, boolean good, String problem) {
        return new Check(name, good ? Optional.empty() : Optional.of(problem));
    }

    /**
     * Tells whether requests had better be sent here: the node is a member of the cluster, and the home journal
     * answers. Of further journals it tells too, but no other node could do more about the streams of one that is away.
     */
    CompletionStage<Health> ready() {
        var ofNode = new Check("node", node.problem());
        if (databases.home().problem().isPresent()) {
            return CompletableFuture.completedStage(
                    health(ofNode, check("journal", false, "the journal's database is away")));
        }
        return asked().copy()
                .completeOnTimeout(
                        check("journal", false, "the journal does not answer within " + PATIENCE.toMillis() + " ms"),
                        PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS)
                .thenApply(ofJournal -> health(ofNode, ofJournal));
    }

    private Health health(Check... checks) {
        return new Health(Stream.concat(
                        Stream.of(checks),
                        databases.all().stream()
                                .skip(1)
                                .map(further -> new Check(
                                        further.ofThis("journal"),
                                        further.problem().map(problem -> "the database is away: " + problem),
                                        false)))
                .toList());
    }

    /** Shares one answer among all who ask together: a journal that is away is not asked by more and more. */
    private synchronized CompletableFuture<Check> asked() {
        if (asked.isDone()) {
            asked = CompletableFuture.supplyAsync(
                    this::askJournal, task -> Thread.ofVirtual().name("ready").start(task));
        }
        return asked;
    }

    private Check askJournal() {
        try {
            journal.ping(0);
            return check("journal", true, "");
        } catch (DatabaseException away) {
            return check("journal", false, "the journal does not answer: " + away.getMessage());
        }
    }
}
