package dev.recount.view.projection;

import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Refusal;
import dev.recount.database.sql.Statements;
import dev.recount.journal.Recorded;
import dev.recount.json.MalformedException;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.projection.LogBatch;
import dev.recount.projection.ProjectionSession;
import dev.recount.view.generation.Generation;
import dev.recount.view.generation.Generation.Failure;
import dev.recount.view.generation.GenerationProgress;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.projection.jdbc.javadsl.JdbcHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes a generation's rows as the events of the log demand: a batch of them, and how far it has come, in one
 * transaction.
 */
public final class ViewProjection<R> extends JdbcHandler<LogBatch, ProjectionSession> {

    private static final Logger LOG = LoggerFactory.getLogger(ViewProjection.class);

    /** Rows that are written hold up readers of the log until all are, so that few are written before. */
    private static final int MOST_UNWRITTEN = 100_000;

    private final View<R> view;
    private final Generation generation;
    private final BatchRows<R> rows;
    private final RowChanges<R> changes;
    private final LogReader log;
    private final Listener listener;

    /** The generation that the projection builds, which is told of its work after it was committed or rolled back. */
    public interface Listener {

        /** Tells whether the generation answers queries already. */
        boolean isLive();

        /** Tells whether an event has stopped the generation since its last batch. */
        boolean hadFailed();

        /** A batch has been committed, and with it the switch to this generation if so. */
        void committed(LogBatch batch, boolean switched);

        /** Makes room for texts longer than the tables' indexes can hold; tells whether there was none before. */
        boolean makeRoom();

        /** A batch could not be taken in because of one of its events, of which it has at least one. */
        void failed(LogBatch batch, Failure failure);
    }

    /** Prepares to build a generation. */
    public ViewProjection(View<R> view, Generation generation, BatchRows<R> rows, LogReader log, Listener listener) {
        this.view = view;
        this.generation = generation;
        this.rows = rows;
        this.changes = new RowChanges<>(view, rows);
        this.log = log;
        this.listener = listener;
    }

    @Override
    public void process(ProjectionSession session, LogBatch batch) throws SQLException {
        var statements = new Statements(session.connection());
        if (listener.hadFailed()) {
            GenerationProgress.goOn(statements, generation);
        }
        rows.begin(session.connection());
        Map<StreamId, Late> late = view.isByStream() ? late(batch) : Map.of();
        for (LogEntry entry : batch.entries()) {
            project(batch, entry);
            Late corrections = late.get(entry.stream());
            if (corrections != null && corrections.last == entry) {
                written(session, batch, entry, () -> redo(batch, corrections));
            }
        }
        if (!batch.entries().isEmpty()) {
            written(session, batch, batch.entries().getFirst(), rows::write);
        }
        Optional<LogEntry> uncorrected = view.isByStream()
                ? Optional.empty()
                : batch.entries().stream().filter(this::comesTooLate).findFirst();
        if (uncorrected.isPresent()) {
            GenerationProgress.comesTooLate(
                    statements, generation, uncorrected.get().position());
        }
        boolean switched = batch.atHead()
                && !listener.isLive()
                && GenerationProgress.switchTo(statements, generation, batch.end());
        session.afterCommit(() -> {
            rows.committed();
            listener.committed(batch, switched);
        });
    }

    private boolean comesTooLate(LogEntry entry) {
        return entry.isCorrection() && generation.isOvertakenBy(entry.position());
    }

    /** The corrections of a stream in one batch that come too late, from the first to the last. */
    private record Late(LogEntry first, LogEntry last) {}

    private Map<StreamId, Late> late(LogBatch batch) {
        Map<StreamId, Late> late = new HashMap<>();
        batch.entries().stream()
                .filter(this::comesTooLate)
                .forEach(entry -> late.merge(
                        entry.stream(), new Late(entry, entry), (before, next) -> new Late(before.first, next.last)));
        return late;
    }

    /** Makes the rows of a stream anew, as its events are to be read from corrections on. */
    private void redo(LogBatch batch, Late corrections) throws SQLException {
        try {
            redo(batch, new CorrectedPast(log, corrections.first, corrections.last));
        } catch (MalformedException unreadable) {
            listener.failed(batch, failure(corrections.last, "its stream cannot be read: " + unreadable.sentence()));
            throw unreadable;
        }
    }

    private void redo(LogBatch batch, CorrectedPast corrected) throws SQLException {
        Optional<LogEntry> first = corrected.firstChanged();
        if (first.isEmpty()) {
            return;
        }
        long last = 0;
        if (rows.keepHistory()) {
            LogEntry beginning = corrected.firstAtTimeOf(first.get());
            rows.putBack(beginning.stream(), CorrectedPast.time(beginning));
            last = beginning.version() - 1;
        } else {
            rows.forget(first.get().stream());
        }
        for (List<LogEntry> page = corrected.after(last); !page.isEmpty(); page = corrected.after(last)) {
            page.forEach(entry -> project(batch, entry));
            last = page.getLast().version();
            if (rows.unwritten() >= MOST_UNWRITTEN) {
                rows.write();
            }
        }
    }

    private void project(LogBatch batch, LogEntry entry) {
        try {
            switch (entry.recorded()) {
                case Recorded.Unreadable(var _, var problem) ->
                    throw new IllegalStateException("the event cannot be read: " + problem);
                case Recorded.RecordedEvent event -> changes.take(entry.stream(), entry.version(), event);
            }
        } catch (DatabaseException failure) {
            if (Refusal.isLasting(failure)) {
                listener.failed(batch, failure(entry, failure.getMessage()));
            }
            throw failure;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError defect) {
            LOG.warn("{} failed on {}", view, entry, defect);
            listener.failed(batch, failure(entry, defect.toString()));
            throw new IllegalStateException(view + " failed on " + entry, defect);
        }
    }

    /** A change of rows in the database. */
    @FunctionalInterface
    private interface Writing {
        void run() throws SQLException;
    }

    private void written(ProjectionSession session, LogBatch batch, LogEntry at, Writing writing) throws SQLException {
        try {
            writing.run();
        } catch (SQLException refused) {
            if (Refusal.isOfSize(refused) && makesRoom(session)) {
                throw refused; // the batch comes again
            }
            if (Refusal.isLasting(refused)) {
                listener.failed(batch, failure(at, "the row cannot be kept: " + Refusal.message(refused)));
            }
            throw refused;
        }
    }

    /** The tables cannot be changed while the transaction that has written to them is open. */
    private boolean makesRoom(ProjectionSession session) throws SQLException {
        session.rollback();
        return listener.makeRoom();
    }

    private static Failure failure(LogEntry entry, @Nullable String message) {
        return new Failure(entry.position(), entry.id().toString(), String.valueOf(message));
    }
}
