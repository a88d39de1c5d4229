package dev.recount.bench.load;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A load of payments, made by a crowd. */
public final class Load {

    private static final double NANOS_PER_SECOND = 1e9;

    private final PaymentSink sink;
    private final Crowd crowd;
    private final Ledger ledger;

    /** Prepares to pay; the ledger makes up the payments, and takes down what is acknowledged. */
    public Load(PaymentSink sink, Crowd crowd, Ledger ledger) {
        this.sink = sink;
        this.crowd = crowd;
        this.ledger = ledger;
    }

    /**
     * Pays, and returns once all is answered.
     *
     * @throws LoadFailedException if a payment was not acknowledged
     */
    public Sample run(Length length) throws InterruptedException {
        var run = new PaymentFlow(sink, crowd.batch(), ledger, length);
        OptionalInt rate = crowd.rate();
        if (rate.isPresent()) {
            atRate(run, rate.getAsInt());
        } else {
            inClosedLoop(run);
        }
        return run.sample();
    }

    private void inClosedLoop(PaymentFlow run) throws InterruptedException {
        var done = new CountDownLatch(crowd.clients());
        for (int client = 0; client < crowd.clients(); client++) {
            goOn(run, client, done);
        }
        done.await();
    }

    private static void goOn(PaymentFlow run, int client, CountDownLatch done) {
        List<Payment> payments = run.next();
        if (payments.isEmpty()) {
            done.countDown();
        } else {
            run.send(client, payments, System.nanoTime(), () -> goOn(run, client, done));
        }
    }

    /**
     * Each payment has its time, and its answer is waited for from then on, also while there is no client free to send
     * it.
     */
    private void atRate(PaymentFlow run, int rate) throws InterruptedException {
        double everyNanos = NANOS_PER_SECOND * crowd.batch() / rate;
        BlockingQueue<Integer> free = new LinkedBlockingQueue<>();
        for (int client = 0; client < crowd.clients(); client++) {
            free.add(client);
        }
        List<Payment> payments = run.next();
        for (long sent = 0; !payments.isEmpty(); sent++) {
            long dueNanos = run.beganNanos() + (long) (sent * everyNanos);
            await(dueNanos);
            int client = free.take();
            run.send(client, payments, dueNanos, () -> free.add(client));
            payments = run.next();
        }
        for (int client = 0; client < crowd.clients(); client++) {
            free.take();
        }
    }

    private static void await(long dueNanos) {
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
