package dev.recount.bench.contest;

import dev.recount.bench.load.Crowd;
import dev.recount.bench.load.Ledger;
import dev.recount.bench.load.Length;
import dev.recount.bench.load.Load;
import dev.recount.bench.load.Sample;
import dev.recount.bench.load.Target;
import java.sql.SQLException;
import java.util.List;

/** A contender that takes payments. */
public final class Paid implements Contender {

    /** The compiler takes longer than some rounds for all that a command passes through. */
    private static final int WARM_UPS = 6;

    private final Entry entry;
    private final Load load;
    private final Length length;
    private final Ledger ledger;
    private final Stored.Look look;

    /**
     * Has a crowd pay into what takes payments.
     *
     * @param look looks for what is stored of these payments
     */
    public Paid(Entry entry, Plan plan, Crowd crowd, Target target, Stored.Look look) {
        this.entry = entry;
        this.ledger = new Ledger(plan.accounts());
        this.load = new Load(target, crowd, ledger);
        this.length = plan.length();
        this.look = look;
    }

    @Override
    public Entry entry() {
        return entry;
    }

    @Override
    public Sample measure(int round) throws InterruptedException {
        for (int warmUp = 1; round == 0 && warmUp < WARM_UPS; warmUp++) {
            load.run(length);
        }
        return load.run(length);
    }

    @Override
    public List<Check> checks() throws SQLException {
        return look.look().checks(entry, ledger.acknowledged(), ledger.cents());
    }
}
