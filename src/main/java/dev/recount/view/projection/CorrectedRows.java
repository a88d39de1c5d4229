package dev.recount.view.projection;

import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.view.View;
import dev.recount.view.generation.LateCorrections;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The rows of streams as corrections ask for, which came too late for them. Where many events are read otherwise, the
 * rows are corrected at once, and their past follows: meanwhile they count as changed by the correction.
 */
final class CorrectedRows<R> {

    /** Rows that are written hold up readers of the log until all are, so that few are written before. */
    private static final int MOST_UNWRITTEN = 100_000;

    private final View<R> view;
    private final BatchRows<R> rows;
    private final LogReader log;
    private final int atOnce;
    private final Taking<R> taking;

    /** The taking in of an event into rows. */
    @FunctionalInterface
    interface Taking<R> {
        void take(LogEntry entry, RowChanges<R> into);
    }

    /**
     * Prepares to correct rows.
     *
     * @param atOnce the most events that are read otherwise where the past is corrected at once
     */
    CorrectedRows(View<R> view, BatchRows<R> rows, LogReader log, int atOnce, Taking<R> taking) {
        this.view = view;
        this.rows = rows;
        this.log = log;
        this.atOnce = atOnce;
        this.taking = taking;
    }

    /**
     * Makes the rows of a stream anew, and their past with them; where that would take long, returns what the rows are
     * to be replaced by until then.
     */
    Optional<StreamRows<R>> correct(LateCorrections late) throws SQLException {
        var corrected = new CorrectedPast(log, late);
        Optional<LogEntry> first = corrected.firstChanged();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (!rows.keepHistory()) {
            rows.forget(late.stream());
            takeIn(corrected, 0, new RowChanges<>(view, rows));
            return Optional.empty();
        }
        LogEntry beginning = corrected.firstAtTimeOf(first.get());
        if (late.last() - beginning.version() <= atOnce) {
            redo(corrected, beginning);
            return Optional.empty();
        }
        StreamRows<R> anew = rows.heldBefore(late.stream(), CorrectedPast.time(beginning));
        takeIn(corrected, beginning.version() - 1, new RowChanges<>(view, anew));
        return Optional.of(anew);
    }

    /**
     * Makes the past of the rows of a stream anew, and the rows with it.
     *
     * @param end the position up to which they have been taken in
     */
    void correctPast(LateCorrections late, Position end) throws SQLException {
        var corrected = new CorrectedPast(log, upTo(end, late));
        Optional<LogEntry> first = corrected.firstChanged();
        if (first.isPresent()) {
            redo(corrected, corrected.firstAtTimeOf(first.get()));
        }
    }

    private LateCorrections upTo(Position end, LateCorrections late) {
        long last = late.last();
        long before;
        do {
            before = last;
            for (LogEntry entry :
                    log.readStream(late.stream(), before, CorrectedPast.PAGE).entries()) {
                last = end.covers(entry.position()) ? entry.version() : last;
            }
        } while (last > before);
        return new LateCorrections(late.stream(), late.first(), last, late.position());
    }

    private void redo(CorrectedPast corrected, LogEntry beginning) throws SQLException {
        rows.putBack(beginning.stream(), CorrectedPast.time(beginning));
        takeIn(corrected, beginning.version() - 1, new RowChanges<>(view, rows));
    }

    private void takeIn(CorrectedPast corrected, long after, RowChanges<R> into) throws SQLException {
        long last = after;
        for (List<LogEntry> page = corrected.after(last); !page.isEmpty(); page = corrected.after(last)) {
            page.forEach(entry -> taking.take(entry, into));
            last = page.getLast().version();
            if (rows.unwritten() >= MOST_UNWRITTEN) {
                rows.write();
            }
        }
    }
}
