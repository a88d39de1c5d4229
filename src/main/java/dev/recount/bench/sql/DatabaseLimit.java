package dev.recount.bench.sql;

import dev.recount.bench.arena.Arena;
import dev.recount.bench.contest.Contender;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.Plan;
import dev.recount.bench.contest.Reconciliation;
import dev.recount.bench.contest.StoredPayments;
import dev.recount.bench.load.Ledger;
import dev.recount.bench.load.Length;
import dev.recount.bench.load.Load;
import dev.recount.bench.load.Sample;
import dev.recount.bench.load.Spread;
import dev.recount.database.Database;
import java.sql.SQLException;
import java.util.List;

/** The database's own limit: rows like events, by the fastest way that is found while warming up. */
public final class DatabaseLimit implements Contender {

    /** The part of a round that a trial takes. */
    private static final int TRIAL_PART = 5;

    /** The first trial of a way warms it up. */
    private static final int TRIALS = 2;

    private final Plan plan;
    private final Database database;
    private final RowMaker rows;
    private final Ledger ledger;
    private Way way;

    /** Makes a table like that of events, in a place of its own. */
    public DatabaseLimit(Arena arena, Plan plan) {
        this.plan = plan;
        this.database = arena.database(arena.place("limit"));
        this.rows = new RowMaker(plan.accounts());
        this.ledger = new Ledger(plan.accounts(), Spread.even(plan.accounts()));
        this.way = Way.all(database.kind()).getFirst();
    }

    @Override
    public Discipline discipline() {
        return Discipline.LIMIT;
    }

    @Override
    public String way() {
        return way.toString();
    }

    @Override
    public Sample measure(int round) throws InterruptedException {
        if (round == 0) {
            way = fastest();
        }
        return run(way, plan.length());
    }

    private Way fastest() throws InterruptedException {
        Way fastest = way;
        double best = 0;
        Length part = plan.length().dividedBy(TRIAL_PART);
        for (int trial = 0; trial < TRIALS; trial++) {
            best = 0;
            for (Way each : Way.all(database.kind())) {
                double rate = run(each, part).rate();
                if (rate > best) {
                    best = rate;
                    fastest = each;
                }
            }
        }
        return fastest;
    }

    private Sample run(Way each, Length length) throws InterruptedException {
        try (var writers = new Writers(each, rows, database.pool())) {
            return new Load(writers, plan.crowd(), ledger).run(length);
        }
    }

    @Override
    public List<Reconciliation> checks() throws SQLException {
        return StoredPayments.rows(Tables.rows(database, "event_journal"))
                .checks(discipline(), ledger.acknowledged(), ledger.cents());
    }
}
