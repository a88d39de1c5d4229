package dev.recount.claim.settlement;

import dev.recount.database.Database;
import dev.recount.journal.claim.mark.ClaimMark;
import dev.recount.journal.claim.mark.ClaimMarks;
import dev.recount.journal.claim.table.Reservations;
import dev.recount.journal.claim.table.Reservations.Reservation;
import dev.recount.journal.spread.PerJournal;
import java.util.List;
import java.util.Optional;

/**
 * The way by which what streams hold comes into the home one of several journals, in four steps: the values that a
 * stream takes are <i>kept</i> for it at home; its events are <i>stored</i> in its own journal, with a mark that says
 * what it holds otherwise because of them; that is <i>written</i> at home, where the values are kept no longer but
 * held; and the mark is <i>removed</i>. What is given back needs no first step, and stays held until the third.
 *
 * <p>Each step is one transaction of one database, and whoever comes upon a stream that has broken off goes on with it:
 *
 * <table>
 * <caption>What is left where a process is killed, and what becomes of it</caption>
 * <tr><th>killed after</th><th>left</th><th>whoever comes upon it</th></tr>
 * <tr><td>keeping</td><td>a value is kept, and there is no mark</td><td>cancels the mark, in the stream's journal, and
 * then frees the value. The mark's key is taken from then on, so that a writer that comes with the events after all, as
 * it stood still or was cut off, stores nothing</td></tr>
 * <tr><td>cancelling</td><td>a value is kept, and its mark is cancelled</td><td>frees the value</td></tr>
 * <tr><td>storing</td><td>a value is kept, or held no more by the stream, and there is a mark</td><td>writes it and
 * removes the mark; the value belongs to the stream all the while</td></tr>
 * <tr><td>writing</td><td>there is a mark of a version that is written</td><td>removes the mark</td></tr>
 * </table>
 *
 * <p>Time decides only when somebody looks, and never what is found. Marks of a stream are written in the order of its
 * events, each once, as the home journal notes up to which version they are: one who was late with the same ones
 * changes nothing. Every method blocks, and throws {@link dev.recount.database.sql.DatabaseException} when a database
 * does not answer.
 */
public final class Settlement {

    private final PerJournal<ClaimMarks> marks;
    private final Reservations reservations;

    public Settlement(PerJournal<Database> journals) {
        this.marks = journals.map(ClaimMarks::new);
        this.reservations = new Reservations(journals.home());
    }

    /**
     * Writes what a stream holds by all events of it that are stored.
     *
     * @return whether anything was still to be written
     */
    public boolean settle(String persistenceId) {
        ClaimMarks own = marksOf(persistenceId);
        List<ClaimMark> stored = own.of(persistenceId);
        if (stored.isEmpty()) {
            return false;
        }
        reservations.settle(persistenceId, stored);
        own.remove(stored);
        return true;
    }

    /** Sees to it that a value that is kept is held by its stream, or free: its events are stored, or never will be. */
    void resolve(Reservation kept) {
        if (marksOf(kept.persistenceId()).cancel(kept.persistenceId(), kept.mark())) {
            reservations.withdraw(kept.mark());
        } else {
            settle(kept.persistenceId());
        }
    }

    /** Writes what the stream holds that has a value, and the one for which it is kept, so that it is told as it is. */
    public void settle(String name, String code, Optional<String> holder) {
        holder.ifPresent(this::settle);
        reservations.of(name, code).map(Reservation::persistenceId).ifPresent(this::settle);
    }

    /** Returns the streams of a journal of which something is still to be written, at most so many. */
    List<String> unsettled(int journal, int most) {
        return marks.all().get(journal).streams(most);
    }

    /** Returns how many journals there are. */
    int journals() {
        return marks.all().size();
    }

    Reservations reservations() {
        return reservations;
    }

    private ClaimMarks marksOf(String persistenceId) {
        return marks.all().get(marks.placement().of(persistenceId));
    }
}
