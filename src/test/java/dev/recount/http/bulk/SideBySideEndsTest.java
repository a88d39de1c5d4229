package dev.recount.http.bulk;

import static dev.recount.http.bulk.SampleLines.accepted;
import static dev.recount.http.bulk.SampleLines.line;
import static dev.recount.http.bulk.SampleLines.lines;
import static dev.recount.http.bulk.SampleLines.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.server.Pause;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;

/** The lines that are carried out side by side, where one of the two ends, or a line, goes its own way. */
class SideBySideEndsTest extends SideBySideCase {

    @Test
    void goesOnWithOtherStreamsWhileOneHangs() {
        String[] streams = IntStream.range(0, 100)
                .mapToObj(i -> i % 10 == 0 ? "hangs" : "goes-on")
                .toArray(String[]::new);
        List<BulkLine> lines = lines(streams);
        CompletableFuture<Done> done = run(
                lines,
                new SideBySide.Limits(2, 11, 1_000),
                line -> line.number() == 1 ? begin(line) : CompletableFuture.completedStage(accepted(line)));

        Pause.until(() -> givenInAll().size() == 90);
        assertThat(done).isNotDone();
        result(1).complete(accepted(lines.getFirst()));
        done.join();

        assertThat(givenInAll().stream().filter(number -> number % 10 == 1))
                .containsExactly(1, 11, 21, 31, 41, 51, 61, 71, 81, 91);
        assertThat(givenInAll()).hasSize(100);
    }

    @Test
    void givesTogetherWhatIsReadyTogether() {
        int limit = 5;
        int count = 32;
        List<BulkLine> lines = IntStream.rangeClosed(1, count)
                .mapToObj(number -> line(number, "s" + number))
                .toList();
        var taken = new CopyOnWriteArrayList<CompletableFuture<Done>>();
        CompletableFuture<Done> done = read(lines)
                .via(new SideBySide(
                        new SideBySide.Limits(16, limit, 1_000),
                        line -> CompletableFuture.completedStage(accepted(line))))
                .mapAsync(1, results -> {
                    var gate = new CompletableFuture<Done>();
                    given.add(numbers(results));
                    taken.add(gate);
                    return gate;
                })
                .runWith(Sink.ignore(), system)
                .toCompletableFuture();

        for (int results = 1; !done.isDone(); results++) {
            int expected = results;
            Pause.until(() -> taken.size() == expected
                    && read.get() == Math.min(count, givenInAll().size() + limit));
            assertThat(done).isNotDone();
            assertThat(given.getLast()).hasSizeBetween(1, limit);
            boolean isLast = givenInAll().size() == count;
            taken.getLast().complete(Done.getInstance());
            if (isLast) {
                done.join();
            }
        }

        // The last line may only just have been read, and be on its way to its result.
        assertThat(given.subList(1, given.size() - 1))
                .allSatisfy(results -> assertThat(results).hasSizeBetween(limit - 1, limit));
        assertThat(givenInAll()).hasSize(count);
    }

    @Test
    void failsWithItsUpstream() {
        CompletableFuture<Done> done = read(lines("a", "b"))
                .concat(Source.failed(new IllegalStateException("broken")))
                .via(new SideBySide(WIDE, this::begin))
                .runWith(Sink.ignore(), system)
                .toCompletableFuture();

        assertThatThrownBy(done::join).hasRootCauseMessage("broken");
    }

    @Test
    void failsWhereALineCannotEvenBeBegun() {
        CompletableFuture<Done> done = read(lines("a"))
                .via(new SideBySide(WIDE, _ -> {
                    throw new IllegalStateException("defect");
                }))
                .runWith(Sink.ignore(), system)
                .toCompletableFuture();

        assertThatThrownBy(done::join).hasRootCauseMessage("defect");
    }

    @Test
    void leavesAloneWhatGoesOnWhenNobodyWantsTheResultsAnyMore() {
        List<BulkLine> lines = lines("a", "b", "a");
        var readToTheEnd = new CompletableFuture<Done>();
        var unwanted = read(lines)
                .concat(Source.maybe())
                .watchTermination((notUsed, end) -> {
                    var _ = end.whenComplete((_, _) -> readToTheEnd.complete(Done.getInstance()));
                    return notUsed;
                })
                .via(new SideBySide(WIDE, this::begin))
                .viaMat(KillSwitches.single(), Keep.right())
                .to(Sink.ignore())
                .run(system);
        Pause.until(() -> begun.size() == 2 && read.get() == 3);

        unwanted.shutdown();
        readToTheEnd.join();

        assertThat(begun.values()).noneMatch(CompletableFuture::isDone);
        result(1).complete(accepted(lines.get(0)));
        result(2).complete(accepted(lines.get(1)));
        assertThat(begun).containsOnlyKeys(1, 2);
    }
}
