package dev.recount.decision.log;

import dev.recount.decision.Rejections;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import java.util.Optional;

/**
 * The decisions of all streams on the commands sent to them, in one order.
 *
 * <p>Accepted commands, each with all of its events, come in the order of the log. A rejection comes between them by
 * the time at which it was recorded, and never before the event that made the version that it was decided at; of its
 * own stream, before the command that took the stream past that version, unless it was recorded too late for that.
 * Journals have no order between them: of what comes next in each, the earliest recorded is first. Once the end has
 * settled, whoever reads it gets the same order, wherever pages end.
 */
public final class DecisionLog {

    private final LogReader log;
    private final PerJournal<Rejections> rejections;

    public DecisionLog(LogReader log, PerJournal<Rejections> rejections) {
        this.log = log;
        this.rejections = rejections;
    }

    /** Returns the log that the decisions are read from. */
    public LogReader log() {
        return log;
    }

    /** Begins to read after a position, up to the end as it is when that is reached. */
    public DecisionReader after(DecisionPosition start) {
        return new DecisionReader(log, rejections, start, Optional.empty());
    }

    /** Begins to read after a position, up to another one, whatever is decided meanwhile. */
    public DecisionReader between(DecisionPosition start, DecisionPosition end) {
        return new DecisionReader(log, rejections, start, Optional.of(end));
    }

    /**
     * Returns the position after all that has been decided and that readers can see. Blocks.
     *
     * @throws dev.recount.database.sql.DatabaseException if a journal cannot be read
     */
    public DecisionPosition head() {
        DecisionPosition head = DecisionPosition.START;
        for (int journal = 0; journal < rejections.all().size(); journal++) {
            // Rejections first: the events before each of them are then in the log, as far as they are settled.
            long rejection = rejections.all().get(journal).lastNumber();
            Position end = log.head(journal);
            head = head.with(journal, end.place(journal), rejection);
        }
        return head;
    }
}
