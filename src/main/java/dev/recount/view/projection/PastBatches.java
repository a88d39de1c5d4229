package dev.recount.view.projection;

import dev.recount.log.LogEntry;
import dev.recount.log.position.Position;
import dev.recount.projection.LogBatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.projection.javadsl.SourceProvider;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The log in batches, with a pause at the start and after each batch that has corrections. In a pause the past of rows
 * is corrected that is not yet, before another event changes them.
 */
public final class PastBatches extends SourceProvider<String, LogBatch> {

    private final SourceProvider<String, LogBatch> batches;

    /** Adds pauses to batches. */
    public PastBatches(SourceProvider<String, LogBatch> batches) {
        this.batches = batches;
    }

    @Override
    public CompletionStage<Source<LogBatch, NotUsed>> source(Supplier<CompletionStage<Optional<String>>> offset) {
        CompletionStage<Optional<String>> read = offset.get();
        return read.thenCompose(stored -> batches.source(() -> read)
                .thenApply(source -> source.mapConcat(
                                batch -> hasCorrections(batch) ? List.of(batch, pauseAt(batch.end())) : List.of(batch))
                        .prepend(Source.from(stored.map(Position::parse).map(PastBatches::pauseAt).stream()
                                .toList()))));
    }

    private static boolean hasCorrections(LogBatch batch) {
        return batch.entries().stream().anyMatch(LogEntry::isCorrection);
    }

    private static LogBatch pauseAt(Position position) {
        return new LogBatch(position, List.of(), position, false);
    }

    static boolean isPause(LogBatch batch) {
        return batch.entries().isEmpty() && batch.start().equals(batch.end()) && !batch.atHead();
    }

    @Override
    public String extractOffset(LogBatch batch) {
        return batches.extractOffset(batch);
    }

    @Override
    public long extractCreationTime(LogBatch batch) {
        return batches.extractCreationTime(batch);
    }
}
