package dev.recount.metrics;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest findings in the database; who asks for them does not wait long, and the database is asked by one at a
 * time.
 */
final class LastLook implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LastLook.class);

    /** The time for which findings count as fresh: readers that ask at the same time are told the same. */
    private static final Duration FRESH = Duration.ofMillis(200);

    /** After this, a database that has not answered counts as one that is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Look> looking;
    private final List<Watermark> watermarks;
    private CompletableFuture<Boolean> underWay = CompletableFuture.completedFuture(false);
    private long begunNanos = System.nanoTime() - FRESH.toNanos();
    private Optional<Look> last = Optional.empty();
    private List<Duration> watermarkAges;
    private long lastNanos = System.nanoTime();
    private boolean failed;
    private boolean closed;

    LastLook(Supplier<Look> looking, int journals) {
        this.looking = looking;
        this.watermarks = Stream.generate(Watermark::new).limit(journals).toList();
        this.watermarkAges = Collections.nCopies(journals, Duration.ZERO);
    }

    /** Completes once there has been a new look, or after a while; tells whether the look has found anything. */
    synchronized CompletionStage<Boolean> renewed(Duration most) {
        if (underWay.isDone() && !closed && since(begunNanos).compareTo(FRESH) >= 0) {
            begunNanos = System.nanoTime();
            underWay = CompletableFuture.supplyAsync(
                    this::look, task -> Thread.ofVirtual().name("metrics").start(task));
        }
        return underWay.copy().completeOnTimeout(false, most.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean look() {
        try {
            found(looking.get());
            return true;
        } catch (RuntimeException away) {
            failed(away);
            return false;
        }
    }

    private synchronized void found(Look look) {
        last = Optional.of(look);
        lastNanos = System.nanoTime();
        watermarkAges = IntStream.range(0, watermarks.size())
                .mapToObj(journal -> watermarks
                        .get(journal)
                        .age(look.oldestOpenTransactions().get(journal), lastNanos))
                .toList();
        failed = false;
    }

    private synchronized void failed(RuntimeException away) {
        if (!failed) {
            LOG.warn("What only the database knows cannot be measured now", away);
        }
        failed = true;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** Returns what was found, if anything ever was. */
    synchronized Optional<Look> last() {
        return last;
    }

    /** Returns how long the transaction has been known to be open that kept events of a journal from readers then. */
    synchronized Duration watermarkAge(int journal) {
        return watermarkAges.get(journal);
    }

    /** Returns how old that is. */
    synchronized Duration age() {
        return since(lastNanos);
    }

    /** Tells whether the database answers. */
    synchronized boolean up() {
        return last.isPresent()
                && !failed
                && (underWay.isDone() || since(begunNanos).compareTo(PATIENCE) < 0);
    }

    /** Looks no more; a look that is under way is let finish, unless the database does not answer. */
    @Override
    public void close() {
        CompletableFuture<Boolean> ending;
        synchronized (this) {
            closed = true;
            ending = underWay.copy();
        }
        ending.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
