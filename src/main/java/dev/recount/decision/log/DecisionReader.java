package dev.recount.decision.log;

import dev.recount.decision.RejectionLog;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.LogReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One reading of the decisions of all streams, one after another. It holds a page of each journal's log and of its
 * rejections, and no more, but for a command whose events are more than a page. For one thread at a time.
 */
public final class DecisionReader {

    private final List<JournalDecisions> journals;
    private DecisionPosition reached;

    DecisionReader(
            LogReader log,
            PerJournal<RejectionLog> rejections,
            DecisionPosition start,
            Optional<DecisionPosition> end) {
        this.journals = IntStream.range(0, rejections.all().size())
                .mapToObj(journal -> new JournalDecisions(
                        new AcceptedInLog(log, journal, start.place(journal), end.map(last -> last.place(journal))),
                        new RejectedInLog(
                                rejections.all().get(journal),
                                log,
                                journal,
                                start.rejection(journal),
                                end.map(last -> last.rejection(journal)))))
                .toList();
        this.reached = start;
    }

    /**
     * Returns the next decision; none at the end, as it was when it was come to. Blocks.
     *
     * @throws dev.recount.database.sql.DatabaseException if a journal cannot be read
     */
    public Optional<LoggedDecision> next() {
        int first = -1;
        Instant earliest = Instant.MAX;
        for (int journal = 0; journal < journals.size(); journal++) {
            Optional<Instant> recorded = journals.get(journal).nextRecorded();
            if (recorded.isPresent() && (first < 0 || recorded.get().isBefore(earliest))) {
                first = journal;
                earliest = recorded.get();
            }
        }
        if (first < 0) {
            return Optional.empty();
        }
        JournalDecisions journal = journals.get(first);
        LoggedDecision decision = journal.take();
        reached = reached.with(first, journal.place(), journal.rejection());
        return Optional.of(decision);
    }

    /** Returns where it is: after what was returned last. */
    public DecisionPosition reached() {
        return reached;
    }
}
