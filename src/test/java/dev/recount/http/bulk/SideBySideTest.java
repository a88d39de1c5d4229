package dev.recount.http.bulk;

import static dev.recount.http.bulk.SampleLines.accepted;
import static dev.recount.http.bulk.SampleLines.line;
import static dev.recount.http.bulk.SampleLines.lines;
import static dev.recount.http.bulk.SampleLines.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.server.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;

/** Lines of one stream are carried out one after another, those of different streams side by side. */
class SideBySideTest extends SideBySideCase {

    @Test
    void carriesOutAStreamsLinesInOrderAndDoesNotKeepOthersWaiting() {
        List<BulkLine> lines = lines("a", "a", "b", "a", "b");
        CompletableFuture<Done> done = run(lines, WIDE, this::begin);

        Pause.until(() -> begun.keySet().equals(Set.of(1, 3)));
        end(lines.get(2));
        Pause.until(() -> begun.keySet().equals(Set.of(1, 3, 5)));
        end(lines.get(4));
        end(lines.get(0));
        Pause.until(() -> begun.containsKey(2));
        assertThat(begun).doesNotContainKey(4);
        end(lines.get(1));
        Pause.until(() -> begun.containsKey(4));
        assertThat(done).isNotDone();
        end(lines.get(3));
        done.join();

        assertThat(givenInAll()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void carriesOutNoMoreThanSoManyAtATime() {
        List<BulkLine> lines = IntStream.rangeClosed(1, 200)
                .mapToObj(number -> line(number, "s" + number))
                .toList();
        var running = new AtomicInteger();
        var most = new AtomicInteger();

        run(lines, new SideBySide.Limits(3, 100, 1_000), line -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    return CompletableFuture.supplyAsync(() -> {
                        running.decrementAndGet();
                        return accepted(line);
                    });
                })
                .join();

        assertThat(most).hasValueBetween(1, 3);
        assertThat(givenInAll()).hasSize(200);
    }

    @Test
    void readsNoMoreThanSoManyLinesAheadOfAStreamThatHangs() {
        List<BulkLine> lines = lines("a", "a", "a", "a", "a", "a", "b");
        CompletableFuture<Done> done = run(lines, new SideBySide.Limits(16, 4, 1_000), this::begin);

        for (int ended = 0; ended < lines.size(); ended++) {
            int number = ended + 1;
            int readable = Math.min(lines.size(), ended + 4);
            Pause.until(() -> begun.containsKey(number) && read.get() == readable);
            end(lines.get(ended));
        }
        done.join();

        assertThat(givenInAll()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void readsNoMoreBytesAheadThanMayBe() {
        List<BulkLine> lines = IntStream.rangeClosed(1, 6)
                .mapToObj(number -> line(number, "a", 40))
                .toList();
        CompletableFuture<Done> done = run(lines, new SideBySide.Limits(16, 100, 100), this::begin);

        for (int ended = 0; ended < lines.size(); ended++) {
            int number = ended + 1;
            int readable = Math.min(lines.size(), ended + 3);
            Pause.until(() -> begun.containsKey(number) && read.get() == readable);
            end(lines.get(ended));
        }
        done.join();

        assertThat(givenInAll()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void isHeldBackByWhoDoesNotTakeTheResults() {
        int limit = 5;
        List<BulkLine> lines = IntStream.rangeClosed(1, 300)
                .mapToObj(number -> line(number, "s" + number % 7))
                .toList();
        var most = new AtomicInteger();
        var taken = new AtomicInteger();

        Source.from(lines)
                .map(line -> {
                    most.accumulateAndGet(read.incrementAndGet() - taken.get(), Math::max);
                    return line;
                })
                .via(new SideBySide(
                        new SideBySide.Limits(16, limit, 1_000),
                        line -> CompletableFuture.completedStage(accepted(line))))
                .map(results -> taken.addAndGet(numbers(results).size()))
                .throttle(1, Duration.ofMillis(1))
                .runWith(Sink.ignore(), system)
                .toCompletableFuture()
                .join();

        assertThat(taken).hasValue(300);
        assertThat(most).hasValueBetween(1, limit);
    }

    @Test
    void endsWithoutLines() {
        run(List.of(), WIDE, this::begin).join();

        assertThat(givenInAll()).isEmpty();
    }

    @Test
    void failsWhereALineCannotBeDealtWith() {
        CompletableFuture<Done> done = run(lines("a", "b"), WIDE, this::begin);
        Pause.until(() -> begun.size() == 2);

        result(1).completeExceptionally(new IllegalStateException("defect"));

        assertThatThrownBy(done::join).hasRootCauseMessage("defect");
    }
}
