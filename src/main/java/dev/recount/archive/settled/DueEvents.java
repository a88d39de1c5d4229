package dev.recount.archive.settled;

import dev.recount.journal.stored.archived.ArchiveTable;
import dev.recount.journal.stored.archived.ArchiveTable.Rule;
import dev.recount.journal.stored.archived.DueStream;
import java.util.List;
import java.util.function.Predicate;

/**
 * The events of one journal that may move, some streams at a time. A stream whose first events were deleted waits for a
 * settled point whose saved state knows of all corrections: nothing else is left of it to go on from.
 *
 * @param table the tables of the journal
 * @param rules say which may
 * @param states tells whether streams can do without their first events
 */
record DueEvents(ArchiveTable table, List<Rule> rules, SettledStatesCheck states) {

    /** As many as are soon known, and take little memory. */
    private static final int STREAMS = 50_000;

    /**
     * Goes through them.
     *
     * @param each is given some streams of one type at a time, never none, and tells whether to go on
     * @return whether it came to the end
     */
    boolean forEach(Predicate<List<DueStream>> each) {
        for (Rule rule : rules) {
            List<DueStream> some = table.due(rule, "", STREAMS);
            while (!some.isEmpty()) {
                List<DueStream> fit = some.stream().filter(this::fits).toList();
                if (!fit.isEmpty() && !each.test(fit)) {
                    return false;
                }
                some = some.size() < STREAMS
                        ? List.of()
                        : table.due(rule, some.getLast().stream().id(), STREAMS);
            }
        }
        return true;
    }

    private boolean fits(DueStream due) {
        return due.deleted() == 0 || states.isUncorrected(due.stream(), due.settled());
    }

    /** Counts them. */
    Archived count() {
        var counted = new Count();
        forEach(counted);
        return new Archived(counted.streams, counted.events, 0, 0, 0, List.of(), counted.streams == 0);
    }

    /** A count of streams and of their events. */
    private static final class Count implements Predicate<List<DueStream>> {

        private long streams;
        private long events;

        @Override
        public boolean test(List<DueStream> some) {
            streams += some.size();
            events += some.stream().mapToLong(DueStream::events).sum();
            return true;
        }
    }
}
