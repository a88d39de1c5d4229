package dev.recount.archive.settled;

import dev.recount.journal.correction.Correction;
import dev.recount.journal.stored.archived.ArchivedPlace;
import dev.recount.journal.stored.archived.DueStream;
import dev.recount.log.LogReader;
import dev.recount.log.position.LogPlace;
import dev.recount.log.stored.LogRow;
import dev.recount.model.EventId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/** The archive of one journal, while events move into it. */
final class JournalArchive {

    private static final int PAGE = 1_000;
    private static final int IDS = 1_000;

    private final int index;
    private final LogReader log;
    private final DueEvents due;
    private final NextSegment segment;
    private final List<String> problems = new ArrayList<>();

    /**
     * Prepares to move.
     *
     * @param index the index of the journal
     * @param due the events that may move
     * @param segment the segment that they move into first
     */
    JournalArchive(int index, LogReader log, DueEvents due, NextSegment segment) {
        this.index = index;
        this.log = log;
        this.due = due;
        this.segment = segment;
    }

    /** Moves what may move. */
    Archived run(BooleanSupplier isToEnd) {
        boolean isDone = due.forEach(streams -> move(streams, isToEnd));
        return new Archived(
                segment.streams(), segment.events(), segment.segments(), segment.bytes(), 0, problems, isDone);
    }

    /** Goes along the log, in whose order readers come to a segment again; tells whether it came to the end. */
    private boolean move(List<DueStream> streams, BooleanSupplier isToEnd) {
        var left = new HashMap<String, DueStream>();
        streams.forEach(each -> left.put(each.stream().toString(), each));
        LogPlace first = places(streams, each -> each.archived() + 1).stream()
                .min(Comparator.naturalOrder())
                .orElse(LogPlace.START);
        LogPlace last = places(streams, each -> each.settled() - 1).stream()
                .max(Comparator.naturalOrder())
                .orElse(LogPlace.START);
        LogPlace reached = new LogPlace(first.transaction(), Math.max(0, first.ordering() - 1));
        while (reached.compareTo(last) < 0 && !isToEnd.getAsBoolean()) {
            List<LogRow> rows = log.rowsAsTheyLie(index, reached, PAGE);
            if (rows.isEmpty()) {
                break; // what comes after it is not settled yet
            }
            rows.forEach(row -> take(row, left));
            reached = rows.getLast().place();
            if (segment.isFull()) {
                segment.store();
            }
        }
        segment.store();
        return !isToEnd.getAsBoolean();
    }

    private Collection<LogPlace> places(List<DueStream> streams, ToLongFunction<DueStream> version) {
        var places = new ArrayList<LogPlace>();
        for (int from = 0; from < streams.size(); from += IDS) {
            List<EventId> ids = streams.subList(from, Math.min(streams.size(), from + IDS)).stream()
                    .map(each -> EventId.of(each.stream(), version.applyAsLong(each)))
                    .toList();
            places.addAll(log.placesOf(index, ids).values());
        }
        return places;
    }

    private void take(LogRow row, Map<String, DueStream> left) {
        DueStream stream = left.get(row.stream());
        if (stream == null || !stream.hasDue(row.version())) {
            return;
        }
        if (!isAsWritten(row)) {
            problems.add(row + " is not the event that was stored, or has no hash beside it: from there on, nothing of"
                    + " the stream is archived");
            left.remove(row.stream());
        } else if (moves(row)) {
            segment.add(stream, row);
        } else {
            segment.pass(stream, row);
        }
    }

    /** An event that has moved is not looked at here; its row has the hash. */
    private static boolean isAsWritten(LogRow row) {
        return !row.deleted()
                && row.hash().isPresent()
                && (hasMoved(row) || row.hash().get().equals(row.hashed().hash()));
    }

    private static boolean hasMoved(LogRow row) {
        return ArchivedPlace.of(row.event().payload()).isPresent();
    }

    /** Corrections stay, as each reading of their stream begins with them. */
    private static boolean moves(LogRow row) {
        return !hasMoved(row)
                && row.event().payload().length > ArchivedPlace.LONGEST
                && !Correction.isReserved(row.name());
    }
}
