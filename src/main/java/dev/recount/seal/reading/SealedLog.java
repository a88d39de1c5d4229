package dev.recount.seal.reading;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.LogCheck;
import dev.recount.log.LogEntry;
import dev.recount.log.position.LogPlace;
import dev.recount.seal.Leaf;
import dev.recount.seal.SealedTree;
import dev.recount.seal.SignedTree;
import dev.recount.seal.tree.SealException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The check of what is read of the log against the trees that seal it. */
public final class SealedLog implements LogCheck {

    private final PerJournal<Journal> journals;

    /**
     * Prepares to check.
     *
     * @param interval for how long a tree is taken for the latest one
     */
    public SealedLog(PerJournal<SealedTree> trees, Duration interval) {
        this.journals = trees.map(tree -> new Journal(tree, interval.toNanos()));
    }

    @Override
    public Map<LogPlace, String> problems(int journal, LogPlace after, List<LogEntry> events) {
        return events.isEmpty() ? Map.of() : journals.all().get(journal).problems(after, events);
    }

    /** One journal, and what its readers have come to. */
    private static final class Journal {

        private static final int MOST_READERS = 64;

        private final SealedTree tree;
        private final long intervalNanos;

        /** Who has it may ask the signed tree, and what readers have come to. */
        private final ReentrantLock lock = new ReentrantLock();

        private volatile Optional<Known> known = Optional.empty();

        /** The entry of the tree that comes after a place to which a reader has come. */
        private final Map<LogPlace, Long> reached = new LinkedHashMap<>(MOST_READERS, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<LogPlace, Long> eldest) {
                return size() > MOST_READERS;
            }
        };

        /** The tree as it was when it was read. */
        private record Known(Optional<SignedTree> signed, long readNanos) {

            boolean covers(LogPlace place) {
                return signed.filter(tree -> tree.covers(place)).isPresent();
            }

            String origin() {
                return signed.map(tree -> tree.stored().origin()).orElse("");
            }
        }

        Journal(SealedTree tree, long intervalNanos) {
            this.tree = tree;
            this.intervalNanos = intervalNanos;
        }

        /** Who reads new events, which are under no tree yet, does not wait for those who read old ones. */
        Map<LogPlace, String> problems(LogPlace after, List<LogEntry> events) {
            try {
                return latest().covers(events.getFirst().place()) ? compared(after, events) : Map.of();
            } catch (SealException changed) {
                known = Optional.empty();
                throw new DatabaseException(
                        "the log cannot be held against its seals: " + changed.getMessage(), changed);
            }
        }

        private Known latest() {
            Optional<Known> last = known;
            boolean isDue = last.isEmpty() || System.nanoTime() - last.get().readNanos >= intervalNanos;
            if (last.isPresent() && (!isDue || !lock.tryLock())) {
                return last.get();
            }
            if (last.isEmpty()) {
                lock.lock();
            }
            try {
                var read = new Known(tree.signed(), System.nanoTime());
                if (!read.origin().equals(last.map(Known::origin).orElse(""))) {
                    reached.clear();
                }
                known = Optional.of(read);
                return read;
            } finally {
                lock.unlock();
            }
        }

        private Map<LogPlace, String> compared(LogPlace after, List<LogEntry> events) {
            lock.lock();
            try {
                return known.flatMap(Known::signed)
                        .map(signed -> problems(signed, after, events))
                        .orElse(Map.of());
            } finally {
                lock.unlock();
            }
        }

        private Map<LogPlace, String> problems(SignedTree signed, LogPlace after, List<LogEntry> events) {
            var problems = new HashMap<LogPlace, String>();
            long next = after.equals(LogPlace.START) ? 0 : reached.getOrDefault(after, Comparison.ANYWHERE);
            var found = new ArrayList<NotAsSealed>();
            var comparison = new Comparison(signed, next, found::add);
            for (LogEntry event : events) {
                long missing = comparison.missing();
                comparison.add(Leaf.of(event.hash()));
                if (!found.isEmpty()) {
                    problems.put(event.place(), found.getLast().problem());
                } else if (comparison.missing() > missing) {
                    problems.put(event.place(), "something is missing that was sealed before it in the log");
                }
                found.clear();
            }
            LogPlace last = events.getLast().place();
            if (signed.covers(last)) {
                reached.put(last, comparison.next());
            }
            return problems;
        }
    }
}
