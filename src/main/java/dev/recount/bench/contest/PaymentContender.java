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
    private final Load load;
    private final Length length;
    private final Ledger ledger;
    private final StoredPayments.Lookup lookup;

    /**
     * Has a crowd pay into a sink of payments.
     *
     * @param lookup looks for what is stored of these payments
     */
    public PaymentContender(
            Discipline discipline, Plan plan, Crowd crowd, PaymentSink sink, StoredPayments.Lookup lookup) {
        this.discipline = discipline;
        this.ledger = new Ledger(plan.accounts());
        this.load = new Load(sink, crowd, ledger);
        this.length = plan.length();
        this.lookup = lookup;
    }

    @Override
    public Discipline discipline() {
        return discipline;
    }

    @Override
    public Sample measure(int round) throws InterruptedException {
        for (int warmUp = 1; round == 0 && warmUp < WARM_UPS; warmUp++) {
            load.run(length);
        }
        return load.run(length);
    }

    @Override
    public List<Reconciliation> checks() throws SQLException {
        return lookup.lookup().checks(discipline, ledger.acknowledged(), ledger.cents());
    }
}
