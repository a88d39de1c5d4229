package dev.recount.projection;

import dev.recount.log.JournalLog;
import dev.recount.log.LogEntry;
import dev.recount.log.position.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.projection.javadsl.SourceProvider;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The log of one journal as the source of a projection, event by event.
 *
 * <p>Events that do not concern the projection are passed over, but for one now and then, so that a restart need not
 * read all of them again.
 */
public final class LogEvents extends SourceProvider<String, LogEntry> {

    private static final int SAVE_AFTER_SKIPPED = 10_000;
    private static final int BATCH = 500;

    private final JournalLog log;
    private final Set<String> streamTypes;
    private final ProjectionProgress progress;
    private final Runnable begins;

    /**
     * Reads for one projection.
     *
     * @param streamTypes the stream types whose events concern it
     * @param progress is told what has been passed over
     * @param begins is run whenever the projection begins to read at the offset that is stored
     */
    public LogEvents(JournalLog log, Set<String> streamTypes, ProjectionProgress progress, Runnable begins) {
        this.log = log;
        this.streamTypes = Set.copyOf(streamTypes);
        this.progress = progress;
        this.begins = begins;
    }

    @Override
    public CompletionStage<Source<LogEntry, NotUsed>> source(Supplier<CompletionStage<Optional<String>>> offset) {
        return offset.get().thenApply(stored -> {
            Position start = stored.map(Position::parse).orElse(Position.START);
            long reading = progress.startAt(start);
            begins.run();
            return from(start, reading);
        });
    }

    private Source<LogEntry, NotUsed> from(Position start, long reading) {
        return Source.unfoldAsync(new Reached(reading, start, 0), this::next)
                .mapConcat(entries -> entries)
                .async();
    }

    /**
     * The state of the reading: the position that the log has been read to, and the number of events passed over since
     * the last one that was not.
     */
    private record Reached(long reading, Position position, int skipped) {}

    private CompletionStage<Optional<Pair<Reached, List<LogEntry>>>> next(Reached before) {
        return log.after(before.position, BATCH).thenApply(page -> Optional.of(after(before, page.entries())));
    }

    private Pair<Reached, List<LogEntry>> after(Reached before, List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return Pair.create(before, List.of());
        }
        Position end = entries.getLast().position();
        List<LogEntry> concerning = entries.stream()
                .filter(entry -> streamTypes.contains(entry.stream().type()))
                .toList();
        int skipped = before.skipped + entries.size();
        if (!concerning.isEmpty()) {
            progress.emitted(before.reading, concerning.getLast().position());
            progress.skipped(before.reading, end);
            return Pair.create(new Reached(before.reading, end, 0), concerning);
        } else if (skipped >= SAVE_AFTER_SKIPPED) {
            progress.emitted(before.reading, end);
            return Pair.create(new Reached(before.reading, end, 0), List.of(entries.getLast()));
        }
        progress.skipped(before.reading, end);
        return Pair.create(new Reached(before.reading, end, skipped), List.of());
    }

    @Override
    public String extractOffset(LogEntry entry) {
        return entry.position().toString();
    }

    @Override
    public long extractCreationTime(LogEntry entry) {
        return 0;
    }
}
