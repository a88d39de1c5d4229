package dev.recount.projection;

import dev.recount.log.Log;
import dev.recount.log.LogEntry;
import dev.recount.log.LogPages;
import dev.recount.log.position.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.projection.javadsl.SourceProvider;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The log as the source of a projection, in batches: what is there when the projection asks, without waiting for more.
 * The events of a batch are of one journal.
 *
 * <p>A stretch of the log that does not concern the projection is passed over without a transaction, but for one now
 * and then, so that a restart need not read it all again.
 */
public final class LogBatches extends SourceProvider<String, LogBatch> {

    private static final int SAVE_AFTER_SKIPPED = 10_000;

    private final Log log;
    private final Set<String> streamTypes;
    private final int batchSize;
    private final ProjectionProgress progress;
    private final BooleanSupplier atEveryHead;
    private final UnaryOperator<LogEntry> reading;
    private volatile Position carefulUntil = Position.START;

    /**
     * Reads for one projection.
     *
     * @param streamTypes the stream types whose events concern it
     * @param batchSize the most events of the log in a batch
     * @param progress is told what has been passed over
     * @param atEveryHead tells whether there is to be a batch whenever the head of the log is reached, even with
     *     nothing in it
     * @param reading how events are read that were corrected
     */
    public LogBatches(
            Log log,
            Set<String> streamTypes,
            int batchSize,
            ProjectionProgress progress,
            BooleanSupplier atEveryHead,
            UnaryOperator<LogEntry> reading) {
        this.log = log;
        this.reading = reading;
        this.streamTypes = Set.copyOf(streamTypes);
        this.batchSize = batchSize;
        this.progress = progress;
        this.atEveryHead = atEveryHead;
    }

    /** Gives one event at a time up to a position, so that the one that cannot be processed stands alone. */
    public void beCarefulUntil(Position position) {
        carefulUntil = position;
    }

    @Override
    public CompletionStage<Source<LogBatch, NotUsed>> source(Supplier<CompletionStage<Optional<String>>> offset) {
        return offset.get().thenApply(stored -> {
            Position start = stored.map(Position::parse).orElse(Position.START);
            return from(start, progress.startAt(start));
        });
    }

    private Source<LogBatch, NotUsed> from(Position start, long reading) {
        LogPages pages = log.pages(this::limit);
        return Source.unfoldAsync(new Reached(reading, start, start, 0), before -> next(pages, before))
                .mapConcat(batch -> batch.map(List::of).orElse(List.of()))
                .map(this::decoded)
                // The next batch is read and decoded while this one is processed.
                .buffer(1, OverflowStrategy.backpressure())
                .async();
    }

    private int limit(int journal, Position reached) {
        return reached.place(journal).compareTo(carefulUntil.place(journal)) < 0 ? 1 : batchSize;
    }

    /**
     * The state of the reading: the position that the log has been read to, the end of the last batch, and the number
     * of events passed over since.
     */
    private record Reached(long reading, Position position, Position batchEnd, int skipped) {}

    private CompletionStage<Optional<Pair<Reached, Optional<LogBatch>>>> next(LogPages pages, Reached before) {
        return pages.next(before.position).thenApply(page -> Optional.of(after(before, page)));
    }

    private Pair<Reached, Optional<LogBatch>> after(Reached before, LogPages.Page page) {
        Position end = page.end();
        List<LogEntry> concerning = page.entries().stream()
                .filter(entry -> streamTypes.contains(entry.stream().type()))
                .toList();
        int skipped = before.skipped + page.entries().size();
        boolean isDue = skipped >= SAVE_AFTER_SKIPPED || (page.atHead() && atEveryHead.getAsBoolean());
        if (concerning.isEmpty() && !isDue) {
            progress.skipped(before.reading, end);
            return Pair.create(new Reached(before.reading, end, before.batchEnd, skipped), Optional.empty());
        }
        progress.emitted(before.reading, end);
        return Pair.create(
                new Reached(before.reading, end, end, 0),
                Optional.of(new LogBatch(before.batchEnd, concerning, end, page.atHead())));
    }

    private LogBatch decoded(LogBatch batch) {
        List<LogEntry> entries = batch.entries().stream().map(reading).toList();
        entries.forEach(LogEntry::recorded);
        return new LogBatch(batch.start(), entries, batch.end(), batch.atHead());
    }

    @Override
    public String extractOffset(LogBatch batch) {
        return batch.end().toString();
    }

    @Override
    public long extractCreationTime(LogBatch batch) {
        return 0;
    }
}
