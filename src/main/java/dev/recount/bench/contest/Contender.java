package dev.recount.bench.contest;

import dev.recount.bench.load.Sample;
import java.sql.SQLException;
import java.util.List;

/** A contender whose speed is measured. */
public interface Contender {

    /** Returns the discipline that the contender takes part in. */
    Discipline discipline();

    /** Returns the way in which it works, where there is a choice; empty where there is none. */
    default String way() {
        return "";
    }

    /** Takes its turn. Round 0 is to warm up, and does not count. */
    Sample measure(int round) throws SQLException, InterruptedException;

    /** Shows, after all rounds, that what is stored is what was acknowledged. */
    List<Reconciliation> checks() throws SQLException, InterruptedException;
}
