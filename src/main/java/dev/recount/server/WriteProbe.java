package dev.recount.server;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.http.operations.Health.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a journal's database to see whether it can be written. All who ask within a moment share one answer: a
 * database in trouble is not asked by more and more, and a sound one is not kept busy by who only looks.
 */
final class WriteProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofMillis(500);

    private final Database database;
    private CompletableFuture<Check> latest = CompletableFuture.completedFuture(new Check("", Optional.empty()));
    private long begunNanos = System.nanoTime() - FRESH.toNanos();

    WriteProbe(Database database) {
        this.database = database;
    }

    /** Tells before long whether the database can be written; without the home one nothing can be served. */
    CompletionStage<Check> look() {
        if (database.problem().isPresent()) {
            return CompletableFuture.completedStage(problem(database.loss().orElse("the journal's database is away")));
        }
        return renewed()
                .copy()
                .completeOnTimeout(
                        problem("the journal does not answer within " + PATIENCE.toMillis() + " ms"),
                        PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private synchronized CompletableFuture<Check> renewed() {
        long now = System.nanoTime();
        if (latest.isDone() && now - begunNanos >= FRESH.toNanos()) {
            begunNanos = now;
            latest = CompletableFuture.supplyAsync(
                    this::probe, task -> Thread.ofVirtual().name("ready").start(task));
        }
        return latest;
    }

    private Check probe() {
        try {
            database.probe();
            return check(Optional.empty());
        } catch (DatabaseException refused) {
            return problem(String.valueOf(refused.getMessage()));
        }
    }

    private Check problem(String problem) {
        return check(Optional.of(problem));
    }

    private Check check(Optional<String> problem) {
        return new Check(database.ofThis("journal"), problem, database.index() == 0);
    }
}
