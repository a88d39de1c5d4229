package dev.recount.server;

import dev.recount.http.Health;
import dev.recount.http.Health.Check;
import dev.recount.journal.decision.RejectionLog;
import dev.recount.journal.jdbc.AppendQueue;
import dev.recount.journal.jdbc.JournalException;
import dev.recount.journal.jdbc.JournalReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Finds out whether the server lives, and whether it can serve. */
final class HealthChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Node node;
    private final JournalReader journal;
    private final AppendQueue events;
    private final RejectionLog rejections;
    private final BooleanSupplier away;
    private CompletableFuture<Check> asked = CompletableFuture.completedFuture(check("journal", true, ""));

    /**
     * Prepares to look.
     *
     * @param away tells whether the journal's database is known to be away
     */
    HealthChecks(Node node, JournalReader journal, AppendQueue events, RejectionLog rejections, BooleanSupplier away) {
        this.node = node;
        this.journal = journal;
        this.events = events;
        this.rejections = rejections;
        this.away = away;
    }

    /** Tells whether the server does what nothing but a new start could have it do again. */
    Health live() {
        return new Health(List.of(
                check("node", !node.hasEnded(), "the node has ended"),
                check("journal-writer", events.isRunning(), "nothing writes to the journal any more"),
                check("rejection-writer", rejections.isRunning(), "nothing puts rejections on record any more")));
    }

    private static Check check(String name, boolean good, String problem) {
        return new Check(name, good ? Optional.empty() : Optional.of(problem));
    }

    /** Tells whether requests had better be sent here: the node is a member of the cluster, and the journal answers. */
    CompletionStage<Health> ready() {
        var ofNode = new Check("node", node.problem());
        if (away.getAsBoolean()) {
            return CompletableFuture.completedStage(
                    new Health(List.of(ofNode, check("journal", false, "the journal's database is away"))));
        }
        return asked().copy()
                .completeOnTimeout(
                        check("journal", false, "the journal does not answer within " + PATIENCE.toMillis() + " ms"),
                        PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS)
                .thenApply(ofJournal -> new Health(List.of(ofNode, ofJournal)));
    }

    /** Those who ask together are told by one answer: a journal that is away is not asked by more and more. */
    private synchronized CompletableFuture<Check> asked() {
        if (asked.isDone()) {
            asked = CompletableFuture.supplyAsync(
                    this::askJournal, task -> Thread.ofVirtual().name("ready").start(task));
        }
        return asked;
    }

    private Check askJournal() {
        try {
            journal.ping();
            return check("journal", true, "");
        } catch (JournalException away) {
            return check("journal", false, "the journal does not answer: " + away.getMessage());
        }
    }
}
