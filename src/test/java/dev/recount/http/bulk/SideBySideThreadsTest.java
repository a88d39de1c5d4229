package dev.recount.http.bulk;

import static dev.recount.http.bulk.SampleLines.accepted;
import static dev.recount.http.bulk.SampleLines.line;
import static dev.recount.http.bulk.SampleLines.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.http.answer.Problem;
import dev.recount.model.StreamId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lines that are carried out side by side end on other threads, and at any moment. */
class SideBySideThreadsTest extends SideBySideCase {

    private static final long PATIENCE_SECONDS = 60;

    @Test
    void losesNothingThatEndsOnManyThreads() {
        List<BulkLine> lines = IntStream.rangeClosed(1, 20_000)
                .mapToObj(number -> number % 100 == 0
                        ? new BulkLine.Bad(number, Problem.malformed("bad"))
                        : line(number, "s" + number * 7 % 500))
                .toList();
        var last = new ConcurrentHashMap<StreamId, Long>();
        var outOfOrder = new AtomicInteger();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            run(lines, new SideBySide.Limits(64, 1_000, 1_000), line -> switch (line) {
                        case BulkLine.Bad(var number, var problem) ->
                            CompletableFuture.completedStage(new BulkResult.Failed(number, problem, Optional.empty()));
                        case BulkLine.Past(var number, var _, var problem) ->
                            CompletableFuture.completedStage(new BulkResult.Failed(number, problem, Optional.empty()));
                        case BulkLine.Command(var number, var request) ->
                            CompletableFuture.supplyAsync(
                                    () -> {
                                        Long before = last.put(request.stream(), number);
                                        if (before != null && before > number) {
                                            outOfOrder.incrementAndGet();
                                        }
                                        return accepted(line);
                                    },
                                    threads);
                    })
                    .join();
        }

        assertThat(outOfOrder).hasValue(0);
        Map<Integer, Integer> times = new HashMap<>();
        givenInAll().forEach(number -> times.merge(number, 1, Integer::sum));
        assertThat(times)
                .hasSize(20_000)
                .allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
    }

    /**
     * A result that is overlooked is found with the next, unless it is the last. So the last of two is made to come
     * just when the first is taken: later wherever both were given at once, sooner wherever each was given by itself.
     */
    @Tag("slow")
    @Test
    void doesNotOverlookAResultThatComesWhileItLooksForResults() {
        List<BulkLine> lines = lines("a", "b");
        var delayNanos = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int times = 0; times < 10_000; times++) {
                var start = new CountDownLatch(2);
                List<ByteString> results = Source.from(lines)
                        .via(new SideBySide(
                                WIDE,
                                line -> CompletableFuture.supplyAsync(
                                        () -> acceptedTogether(line, start, delayNanos.get()), threads)))
                        .runWith(Sink.seq(), system)
                        .toCompletableFuture()
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join();
                int change = results.size() == 1 ? 100 : -100;
                delayNanos.updateAndGet(nanos -> Math.clamp(nanos + change, 0, 1_000_000));
            }
        }
    }

    /** Returns the first line's result once both lines have begun, and the second's so much later. */
    private static BulkResult acceptedTogether(BulkLine line, CountDownLatch start, int delayNanos) {
        start.countDown();
        while (start.getCount() > 0) {
            Thread.onSpinWait();
        }
        long end = System.nanoTime() + (line.number() == 1 ? 0 : delayNanos);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return accepted(line);
    }
}
