package dev.recount.bench.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Payments on their way, until so many have been sent, or for so long. */
final class PaymentFlow {

    private final PaymentSink sink;
    private final int batch;
    private final Ledger ledger;
    private final Length length;
    private final long beganNanos = System.nanoTime();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Histogram latencies = new ConcurrentHistogram(3);
    private final CompletableFuture<@Nullable Void> failure = new CompletableFuture<>();

    PaymentFlow(PaymentSink sink, int batch, Ledger ledger, Length length) {
        this.sink = sink;
        this.batch = batch;
        this.ledger = ledger;
        this.length = length;
    }

    long beganNanos() {
        return beganNanos;
    }

    /** Returns the next payments; none if it is over. */
    List<Payment> next() {
        if (failure.isDone() || System.nanoTime() - beganNanos > length.nanos()) {
            return List.of();
        }
        long before = taken.getAndAdd(batch);
        long left = length.count() - before;
        return left <= 0 ? List.of() : ledger.next((int) Math.min(batch, left));
    }

    /**
     * Sends payments.
     *
     * @param fromNanos the time from which a client waits for them
     * @param then what is done once they are answered, whatever the answer
     */
    void send(int client, List<Payment> payments, long fromNanos, Runnable then) {
        var _ = answer(client, payments).whenComplete((_, problem) -> {
            if (problem == null) {
                latencies.recordValue(System.nanoTime() - fromNanos);
                answered.addAndGet(payments.size());
                ledger.acknowledged(payments);
            } else {
                failure.completeExceptionally(new LoadFailedException(cause(problem)));
            }
            then.run();
        });
    }

    private CompletionStage<?> answer(int client, List<Payment> payments) {
        try {
            return sink.send(client, payments);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    private static Throwable cause(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }

    /**
     * Returns what was measured, once all are answered.
     *
     * @throws LoadFailedException if a payment was not acknowledged
     */
    Sample sample() {
        long nanos = System.nanoTime() - beganNanos;
        if (failure.isCompletedExceptionally() && failure.exceptionNow() instanceof LoadFailedException failed) {
            throw failed;
        }
        return new Sample(answered.get(), nanos, latencies);
    }
}
