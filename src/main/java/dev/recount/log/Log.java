package dev.recount.log;

import dev.recount.journal.spread.PerJournal;
import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The log as its readers on this node share it: the logs of all journals. Within a journal, its order is that of the
 * events; between journals there is none.
 */
public final class Log implements AutoCloseable {

    private final LogReader reader;
    private final PerJournal<JournalLog> journals;

    /**
     * Starts to follow the log of one journal, as {@link #Log(LogReader, PerJournal, Duration)} does that of several.
     */
    public Log(LogReader reader, Executor executor, Duration pollInterval) {
        this(reader, PerJournal.one(executor), pollInterval);
    }

    /**
     * Starts to follow the log.
     *
     * @param executors run the reads of those who are behind in a journal, which block; each its own, so that a
     *     database that does not answer holds up no other
     * @param pollInterval how often the log is looked at when no writer tells of new events
     */
    public Log(LogReader reader, PerJournal<? extends Executor> executors, Duration pollInterval) {
        this.reader = reader;
        this.journals = reader.tables()
                .map(table -> new JournalLog(table, executors.all().get(table.journal()), pollInterval));
    }

    /** Tells that there are new events, so that they are read at once. */
    public void wake() {
        journals.all().forEach(JournalLog::wake);
    }

    /** Tells that there are new events in a journal, so that they are read at once. */
    public void wake(int journal) {
        journals.all().stream().filter(each -> each.journal() == journal).forEach(JournalLog::wake);
    }

    /** Returns how many journals there are. */
    public int size() {
        return journals.all().size();
    }

    /** Returns the log of a journal, by the journal's index. */
    public JournalLog journal(int index) {
        return journals.all().get(index);
    }

    /** Returns the log of a stream's journal. */
    public JournalLog journal(StreamId stream) {
        return journal(reader.index(stream));
    }

    /** Returns the position up to which all events are known to be in the log. */
    public Position head() {
        return new Position(journals.all().stream().map(JournalLog::head).toList());
    }

    /** Returns the reader of the databases behind this log; its methods block. */
    public LogReader reader() {
        return reader;
    }

    /** Returns the head as the databases have it now; where one is away, as it was last known, unless all are. */
    public CompletionStage<Position> latestHead() {
        List<CompletableFuture<LogPlace>> asked = journals.all().stream()
                .map(journal -> journal.ask(log -> log.places().head()).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).handle((_, failure) -> {
            if (failure != null && asked.stream().allMatch(CompletableFuture::isCompletedExceptionally)) {
                throw new CompletionException(failure.getCause());
            }
            return merged(asked);
        });
    }

    private Position merged(List<CompletableFuture<LogPlace>> asked) {
        Position head = head();
        for (int journal = 0; journal < asked.size(); journal++) {
            CompletableFuture<LogPlace> place = asked.get(journal);
            if (!place.isCompletedExceptionally()) {
                head = head.join(Position.of(journal, place.join()));
            }
        }
        return head;
    }

    /**
     * Returns the head, known well enough to tell whether it covers a position: where it does not as it is known here,
     * the journal's database is asked. Fails if that is away.
     */
    public CompletionStage<Position> headFor(Position position) {
        CompletionStage<Position> head = CompletableFuture.completedStage(head());
        for (int index = 0; index < size(); index++) {
            int journal = index;
            if (!head().covers(Position.of(journal, position.place(journal)))) {
                head = head.thenCombine(
                        journal(journal).ask(log -> log.places().head()),
                        (known, asked) -> known.join(Position.of(journal, asked)));
            }
        }
        return head;
    }

    /** Returns the stream types of which events were deleted from the archive; fails if a journal is away. */
    public CompletionStage<Set<String>> deletedTypes() {
        CompletionStage<Set<String>> deleted = CompletableFuture.completedStage(Set.of());
        for (JournalLog journal : journals.all()) {
            deleted = deleted.thenCombine(
                    journal.ask(LogTable::deletedTypes),
                    (known, asked) ->
                            Stream.concat(known.stream(), asked.stream()).collect(Collectors.toUnmodifiableSet()));
        }
        return deleted;
    }

    /** Asks the database of a stream's journal about the stream, on a thread that may be blocked. */
    public <T> CompletionStage<T> ask(StreamId stream, BiFunction<LogReader, StreamId, T> question) {
        return journal(stream).ask(_ -> question.apply(reader, stream));
    }

    /** Begins to read all journals after a position. */
    public LogPages pages(LogPages.Limit limit) {
        return new LogPages(this, limit);
    }

    /** Stops following the log; those who wait for events are told that there are none. */
    @Override
    public void close() {
        journals.all().forEach(JournalLog::close);
    }
}
