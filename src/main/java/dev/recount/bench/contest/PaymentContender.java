package dev.recount.bench.contest;

import dev.recount.bench.load.Crowd;
import dev.recount.bench.load.Ledger;
import dev.recount.bench.load.Length;
import dev.recount.bench.load.Load;
import dev.recount.bench.load.PaymentSink;
import dev.recount.bench.load.Sample;
import java.sql.SQLException;
import java.util.List;

/** A contender that takes payments. */
public final class PaymentContender implements Contender {

    /** The compiler takes longer than some rounds for all that a command passes through. */
    private static final int WARM_UPS = 6;

    private final Discipline discipline;
    private final PaymentSink sink;
    private final Crowd crowd;
    private final Length length;
    private final Ledger ledger;
    private final StoredPayments.Lookup lookup;
    private double rate;

    /**
     * Has a crowd pay into a sink of payments.
     *
     * @param lookup looks for what is stored of these payments
     */
    public PaymentContender(
            Discipline discipline, Plan plan, Crowd crowd, PaymentSink sink, StoredPayments.Lookup lookup) {
        this.discipline = discipline;
        this.ledger = new Ledger(plan.accounts(), discipline.spread(plan.accounts()));
        this.sink = sink;
        this.crowd = crowd;
        this.length = plan.length();
        this.lookup = lookup;
    }

    @Override
    public Discipline discipline() {
        return discipline;
    }

    @Override
    public Sample measure(int round) throws InterruptedException {
        var load = new Load(sink, crowd, ledger);
        for (int warmUp = 1; round == 0 && warmUp < WARM_UPS; warmUp++) {
            load.run(length);
        }
        Sample sample = load.run(length);
        rate = sample.rate();
        return sample;
    }

    /**
     * Returns the same with half as much to do as it did in its last turn, after which its own comes: each payment has
     * its time, and its latency counts from then on.
     */
    public Contender atHalfItsRate(Discipline half) {
        return new Contender() {

            @Override
            public Discipline discipline() {
                return half;
            }

            @Override
            public Sample measure(int round) throws InterruptedException {
                return new Load(sink, crowd.at((int) Math.max(1, rate / 2)), ledger).run(length);
            }

            @Override
            public List<Reconciliation> checks() {
                return List.of(); // with those of the other one, whose payments are in the same accounts
            }
        };
    }

    @Override
    public List<Reconciliation> checks() throws SQLException {
        return lookup.lookup().checks(discipline, ledger.acknowledged(), ledger.cents());
    }
}
