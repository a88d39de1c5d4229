package dev.recount.server.health;

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

    /** A database on which it does not depend whether the server is ready keeps nobody waiting who asks for that. */
    private static final Duration PATIENCE_WITH_FURTHER = Duration.ofMillis(500);

    private static final Duration FRESH = Duration.ofMillis(500);

    private final Database database;
    private CompletableFuture<Check> latest = CompletableFuture.completedFuture(new Check("", Optional.empty()));
    private long begunNanos = System.nanoTime() - FRESH.toNanos();

    WriteProbe(Database database) {
        this.database = database;
    }

    /** Tells before long whether the database can be written; without the home one nothing can be served. */
    CompletionStage<Check> look() {
        Optional<String> away = database.loss().or(() -> database.problem().map(this::away));
        if (away.isPresent()) {
            return CompletableFuture.completedStage(check(away));
        }
        long patienceMs = (isHome() ? PATIENCE : PATIENCE_WITH_FURTHER).toMillis();
        return renewed()
                .copy()
                .completeOnTimeout(
                        problem("the journal does not answer within " + patienceMs + " ms"),
                        patienceMs,
                        TimeUnit.MILLISECONDS);
    }

    private String away(String problem) {
        return isHome() ? "the journal's database is away" : "the database is away: " + problem;
    }

    private boolean isHome() {
        return database.index() == 0;
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
        return new Check(database.ofThis("journal"), problem, isHome());
    }
}
