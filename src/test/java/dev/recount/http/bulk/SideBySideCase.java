package dev.recount.http.bulk;

import static dev.recount.http.bulk.SampleLines.accepted;
import static dev.recount.http.bulk.SampleLines.numbers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Lines that are read, begun, and ended when the test says so. */
abstract class SideBySideCase {

    static final SideBySide.Limits WIDE = new SideBySide.Limits(16, 100, 1_000);

    final Map<Integer, CompletableFuture<BulkResult>> begun = new ConcurrentHashMap<>();
    final AtomicInteger read = new AtomicInteger();

    /** The numbers of the lines whose results were given together. */
    final List<List<Integer>> given = new CopyOnWriteArrayList<>();

    ActorSystem system;

    @BeforeEach
    void start() {
        system = ActorSystem.create();
    }

    @AfterEach
    void stop() {
        TestKit.shutdownActorSystem(system);
    }

    Source<BulkLine, NotUsed> read(List<BulkLine> lines) {
        return Source.from(lines).map(line -> {
            read.incrementAndGet();
            return line;
        });
    }

    CompletableFuture<Done> run(
            List<BulkLine> lines, SideBySide.Limits limits, Function<BulkLine, CompletionStage<BulkResult>> execution) {
        return read(lines)
                .via(new SideBySide(limits, execution))
                .runWith(Sink.foreach(results -> given.add(numbers(results))), system)
                .toCompletableFuture();
    }

    List<Integer> givenInAll() {
        return given.stream().flatMap(List::stream).toList();
    }

    CompletionStage<BulkResult> begin(BulkLine line) {
        var result = new CompletableFuture<BulkResult>();
        begun.put(Math.toIntExact(line.number()), result);
        return result;
    }

    void end(BulkLine line) {
        result(Math.toIntExact(line.number())).complete(accepted(line));
    }

    CompletableFuture<BulkResult> result(int number) {
        return Objects.requireNonNull(begun.get(number), "the line has not begun");
    }
}
