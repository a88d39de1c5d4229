package dev.recount.claim.settlement;

import dev.recount.journal.JournalKey;
import dev.recount.journal.claim.ClaimReservations;
import dev.recount.journal.claim.Claimed;
import dev.recount.journal.claim.mark.ClaimMark;
import dev.recount.journal.claim.table.Reservations.Answer;
import dev.recount.model.StreamId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keeping of values for the streams of this node. Who comes upon a value that is kept for another stream waits for
 * a while, as that one is about to store its events; then it finds out itself what becomes of it.
 */
public final class KeptValues implements ClaimReservations {

    private static final Logger LOG = LoggerFactory.getLogger(KeptValues.class);

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A stream that waits has given up by then. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Settlement settlement;
    private final Executor executor;

    /**
     * Prepares to keep some.
     *
     * @param executor runs what waits for databases
     */
    public KeptValues(Settlement settlement, Executor executor) {
        this.settlement = settlement;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Optional<String>> keep(
            StreamId stream, Claimed claimed, String mark, BooleanSupplier isOver) {
        return attempt(new Attempts(JournalKey.of(stream), claimed, mark, isOver));
    }

    private CompletionStage<Optional<String>> attempt(Attempts attempts) {
        return CompletableFuture.supplyAsync(attempts::next, executor).thenCompose(next -> switch (next) {
            case Next.Done(var taken) -> CompletableFuture.completedStage(taken);
            case Next.Again() -> attempt(attempts);
            case Next.Later() ->
                CompletableFuture.supplyAsync(
                                () -> attempts,
                                CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, executor))
                        .thenCompose(this::attempt);
        });
    }

    /** The step after an attempt. */
    private sealed interface Next {

        record Done(Optional<String> taken) implements Next {}

        record Again() implements Next {}

        record Later() implements Next {}
    }

    /** The attempts of one stream to have values kept, one after another. */
    private final class Attempts {

        private final String stream;
        private final Claimed claimed;
        private final String mark;
        private final BooleanSupplier isOver;
        private final long beganNanos = System.nanoTime();
        private String metMark = "";
        private long metNanos;

        Attempts(String stream, Claimed claimed, String mark, BooleanSupplier isOver) {
            this.stream = stream;
            this.claimed = claimed;
            this.mark = mark;
            this.isOver = isOver;
        }

        Next next() {
            if (isOver.getAsBoolean()) {
                return new Next.Done(Optional.empty());
            }
            if (System.nanoTime() - beganNanos > LONGEST.toNanos()) {
                throw new IllegalStateException("what " + stream + " would hold was kept for others all the while");
            }
            settlement.settle(stream);
            return switch (settlement.reservations().keep(stream, claimed, mark)) {
                case Answer.Kept() -> new Next.Done(Optional.empty());
                case Answer.Changed() -> new Next.Again();
                case Answer.Held(var name, var holder) ->
                    settlement.settle(holder) ? new Next.Again() : new Next.Done(Optional.of(name));
                case Answer.KeptFor(var name, var kept) -> {
                    if (ClaimMark.areOfOneTransaction(mark, kept.mark())) {
                        yield new Next.Done(Optional.of(name));
                    } else if (settlement.settle(kept.persistenceId())) {
                        yield new Next.Again();
                    } else if (kept.persistenceId().equals(stream) || hasWaitedFor(kept.mark())) {
                        settlement.resolve(kept);
                        yield new Next.Again();
                    }
                    yield new Next.Later();
                }
            };
        }

        private boolean hasWaitedFor(String met) {
            if (!metMark.equals(met)) {
                metMark = met;
                metNanos = System.nanoTime();
            }
            return System.nanoTime() - metNanos > PATIENCE.toNanos();
        }
    }

    @Override
    public CompletionStage<?> withdraw(String mark) {
        return tried(() -> settlement.reservations().withdraw(mark));
    }

    @Override
    public void stored(StreamId stream) {
        var _ = tried(() -> settlement.settle(JournalKey.of(stream)));
    }

    /** A step that fails here is done by {@link Settling} later. */
    private CompletionStage<?> tried(Runnable step) {
        return CompletableFuture.runAsync(step, executor).exceptionally(failure -> {
            LOG.debug("What streams hold could not be written at once", failure);
            return null;
        });
    }
}
