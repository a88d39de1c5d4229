package dev.recount.view.projection;

import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Refusal;
import dev.recount.database.sql.Statements;
import dev.recount.journal.Recorded;
import dev.recount.json.MalformedException;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.model.view.View;
import dev.recount.privacy.subject.SubjectEvent.SubjectErased;
import dev.recount.privacy.subject.SubjectRules;
import dev.recount.projection.LogBatch;
import dev.recount.projection.ProjectionSession;
import dev.recount.view.generation.Generation;
import dev.recount.view.generation.Generation.Failure;
import dev.recount.view.generation.GenerationProgress;
import dev.recount.view.generation.LateCorrections;
import dev.recount.view.generation.PastsToCorrect;
import dev.recount.view.table.RowsOfSubjects;
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

    private final View<R> view;
    private final Generation generation;
    private final BatchRows<R> rows;
    private final RowChanges<R> changes;
    private final LogReader log;
    private final int correctedAtOnce;
    private final Listener listener;
    private int erasures;

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

        /** A batch could not be taken in because of one of its events, or, in a pause, one of before. */
        void failed(LogBatch batch, Failure failure);
    }

    /**
     * Prepares to build a generation.
     *
     * @param correctedAtOnce the most events that are taken in anew with a correction, and not after it
     */
    public ViewProjection(
            View<R> view,
            Generation generation,
            BatchRows<R> rows,
            LogReader log,
            int correctedAtOnce,
            Listener listener) {
        this.view = view;
        this.generation = generation;
        this.rows = rows;
        this.changes = new RowChanges<>(view, rows);
        this.log = log;
        this.correctedAtOnce = correctedAtOnce;
        this.erasures = log.erasures();
        this.listener = listener;
    }

    @Override
    public void process(ProjectionSession session, LogBatch batch) throws SQLException {
        var statements = new Statements(session.connection());
        List<LateCorrections> pasts =
                PastBatches.isPause(batch) ? PastsToCorrect.all(statements, generation) : List.of();
        if (!PastBatches.isPause(batch) || !pasts.isEmpty()) {
            process(session, statements, batch, pasts);
        }
    }

    private void process(ProjectionSession session, Statements statements, LogBatch batch, List<LateCorrections> pasts)
            throws SQLException {
        if (listener.hadFailed()) {
            GenerationProgress.goOn(statements, generation);
        }
        forgetWhatMayBeErased();
        rows.begin(session.connection());
        if (!pasts.isEmpty()) {
            correctPasts(session, batch, pasts);
        }
        Map<StreamId, LateCorrections> late = view.isByStream() ? redoable(late(batch)) : Map.of();
        for (LogEntry entry : batch.entries()) {
            if (entry.stream().type().equals(SubjectRules.NAME)) {
                written(session, batch, Place.of(entry), () -> erase(batch, entry));
                continue;
            }
            project(batch, entry, changes);
            LateCorrections corrections = late.get(entry.stream());
            if (corrections != null && corrections.last() == entry.version()) {
                correct(session, batch, corrections, entry);
            }
        }
        if (!batch.entries().isEmpty()) {
            written(session, batch, Place.of(batch.entries().getFirst()), rows::write);
        }
        Optional<LogEntry> uncorrected = batch.entries().stream()
                .filter(this::comesTooLate)
                .filter(entry -> !late.containsKey(entry.stream()))
                .findFirst();
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

    /** Rows may lose what is erased before the generation comes to the event that tells of it. */
    private void forgetWhatMayBeErased() {
        int known = log.erasures();
        if (known != erasures) {
            rows.forgetRecent();
            erasures = known;
        }
    }

    /** What it has read since it began was read without what was erased before. */
    private void erase(LogBatch batch, LogEntry entry) throws SQLException {
        if (generation.isOvertakenBy(entry.position())) {
            rows.erase(
                    new RowsOfSubjects(
                            generation.names(), generation.definition().shape()),
                    erased(batch, entry));
        }
    }

    private Subject erased(LogBatch batch, LogEntry entry) {
        if (entry.recorded() instanceof Recorded.RecordedEvent event
                && event.parts().getFirst().event() instanceof SubjectErased erased) {
            return Subject.parse(erased.subject());
        }
        listener.failed(batch, Place.of(entry).failure("the event does not tell who was erased"));
        throw new IllegalStateException(entry + " does not tell who was erased");
    }

    private boolean comesTooLate(LogEntry entry) {
        return entry.isCorrection() && generation.isOvertakenBy(entry.position());
    }

    /** The corrections of each stream that come too late, from the first to the last. */
    private Map<StreamId, LateCorrections> late(LogBatch batch) {
        Map<StreamId, LateCorrections> late = new HashMap<>();
        batch.entries().stream()
                .filter(this::comesTooLate)
                .forEach(entry -> late.merge(
                        entry.stream(),
                        new LateCorrections(entry.stream(), entry.version(), entry.version(), entry.position()),
                        (before, next) ->
                                new LateCorrections(before.stream(), before.first(), next.last(), before.position())));
        return late;
    }

    /** The rows of a stream cannot be made anew where its first events were deleted: they stay uncorrected. */
    private Map<StreamId, LateCorrections> redoable(Map<StreamId, LateCorrections> late) {
        late.keySet().removeIf(stream -> log.deletedTo(stream) > 0);
        return late;
    }

    private void correct(ProjectionSession session, LogBatch batch, LateCorrections late, LogEntry last)
            throws SQLException {
        written(session, batch, Place.of(last), () -> {
            Optional<StreamRows<R>> anew = corrected(batch).correct(late);
            if (anew.isPresent()) {
                show(batch, last, anew.get());
                PastsToCorrect.add(new Statements(session.connection()), generation, late);
            }
        });
    }

    private void show(LogBatch batch, LogEntry last, StreamRows<R> anew) throws SQLException {
        try {
            rows.replace(last.stream(), CorrectedPast.time(last), anew);
        } catch (DatabaseException failure) {
            throw refused(batch, last, failure);
        } catch (IllegalStateException notOwn) {
            throw failedOn(batch, last, notOwn);
        }
    }

    private void correctPasts(ProjectionSession session, LogBatch batch, List<LateCorrections> pasts)
            throws SQLException {
        for (LateCorrections late : pasts) {
            written(session, batch, Place.of(late), () -> {
                corrected(batch).correctPast(late, batch.end());
                rows.write();
            });
        }
        PastsToCorrect.clear(new Statements(session.connection()), generation);
    }

    private CorrectedRows<R> corrected(LogBatch batch) {
        return new CorrectedRows<>(view, rows, log, correctedAtOnce, (entry, into) -> project(batch, entry, into));
    }

    private void project(LogBatch batch, LogEntry entry, RowChanges<R> into) {
        try {
            switch (entry.recorded()) {
                case Recorded.Unreadable(var _, var problem) ->
                    throw new IllegalStateException("the event cannot be read: " + problem);
                case Recorded.RecordedEvent event -> into.take(entry.stream(), entry.version(), event);
            }
        } catch (DatabaseException failure) {
            throw refused(batch, entry, failure);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError defect) {
            throw failedOn(batch, entry, defect);
        }
    }

    private DatabaseException refused(LogBatch batch, LogEntry entry, DatabaseException failure) {
        if (Refusal.isLasting(failure)) {
            listener.failed(batch, Place.of(entry).failure(failure.getMessage()));
        }
        return failure;
    }

    private IllegalStateException failedOn(LogBatch batch, LogEntry entry, Throwable defect) {
        LOG.warn("{} failed on {}", view, entry, defect);
        listener.failed(batch, Place.of(entry).failure(defect.toString()));
        return new IllegalStateException(view + " failed on " + entry, defect);
    }

    /** A change of rows in the database. */
    @FunctionalInterface
    private interface Writing {
        void run() throws SQLException;
    }

    private void written(ProjectionSession session, LogBatch batch, Place at, Writing writing) throws SQLException {
        try {
            writing.run();
        } catch (MalformedException unreadable) {
            listener.failed(batch, at.failure("its stream cannot be read: " + unreadable.sentence()));
            throw unreadable;
        } catch (SQLException refused) {
            if (Refusal.isOfSize(refused) && makesRoom(session)) {
                throw refused; // the batch comes again
            }
            if (Refusal.isLasting(refused)) {
                listener.failed(batch, at.failure("the row cannot be kept: " + Refusal.message(refused)));
            }
            throw refused;
        }
    }

    /** The tables cannot be changed while the transaction that has written to them is open. */
    private boolean makesRoom(ProjectionSession session) throws SQLException {
        session.rollback();
        return listener.makeRoom();
    }

    /**
     * The event at which the rows cannot be changed.
     *
     * @param event its name
     */
    private record Place(Position position, String event) {

        static Place of(LogEntry entry) {
            return new Place(entry.position(), entry.id().toString());
        }

        static Place of(LateCorrections late) {
            return new Place(late.position(), new EventId(late.stream(), late.first(), 1).toString());
        }

        Failure failure(@Nullable String message) {
            return new Failure(position, event, String.valueOf(message));
        }
    }
}
