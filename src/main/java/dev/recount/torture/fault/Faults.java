package dev.recount.torture.fault;

import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The faults of a run, which are carried out and undone one after another until the end. */
public final class Faults {

    private static final int UNDO_ATTEMPTS = 5;

    private final FaultPlan plan;
    private final ClusterScript script;
    private final LongSupplier nanos;
    private final EvidenceWriter evidence;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Map<Integer, String> underWay = new TreeMap<>();
    private final Thread thread;

    private int numbers;

    /**
     * Begins.
     *
     * @param nanos the clock of the run
     */
    public Faults(
            Set<FaultKind> kinds,
            int nodes,
            long seed,
            ClusterScript script,
            LongSupplier nanos,
            EvidenceWriter evidence) {
        this.plan = new FaultPlan(seed, kinds, nodes);
        this.script = script;
        this.nanos = nanos;
        this.evidence = evidence;
        this.thread = Thread.ofVirtual().name("faults").start(this::inject);
    }

    /** Returns the fault that is under way just now; empty if none is. */
    public String underWay() {
        synchronized (underWay) {
            return underWay.values().stream().collect(Collectors.joining(", "));
        }
    }

    /** Undoes what is under way, and returns when that is done. */
    public void end() throws InterruptedException {
        ending.countDown();
        thread.join();
    }

    private void inject() {
        try {
            for (Optional<PlannedFault> next = plan.next(); next.isPresent(); next = plan.next()) {
                if (ending(next.get().quiet())) {
                    return;
                }
                carryOut(next.get());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryOut(PlannedFault fault) throws InterruptedException {
        int number = ++numbers;
        int exitCode = run(number, Fault.Step.BEGUN, fault.begin());
        if (exitCode == ClusterScript.NO_RIGHTS) {
            plan.leaveOut(fault.kind());
            return;
        }
        if (fault.undo().isEmpty()) {
            return;
        }
        synchronized (underWay) {
            underWay.put(number, fault.begin());
        }
        if (fault.meanwhile().isPresent() && !ending(fault.meanwhile().get().quiet())) {
            carryOut(fault.meanwhile().get());
        }
        ending(fault.lasts());
        undo(number, fault.undo().get());
        synchronized (underWay) {
            underWay.remove(number);
        }
    }

    private void undo(int number, String command) throws InterruptedException {
        int exitCode = run(number, Fault.Step.UNDONE, command);
        for (int attempt = 1; exitCode != 0 && attempt < UNDO_ATTEMPTS; attempt++) {
            TimeUnit.SECONDS.sleep(1);
            exitCode = run(number, Fault.Step.UNDONE, command);
        }
    }

    private int run(int number, Fault.Step step, String command) throws InterruptedException {
        long start = nanos.getAsLong();
        synchronized (underWay) {
            underWay.put(-number, command);
        }
        int exitCode = script.run(command);
        synchronized (underWay) {
            underWay.remove(-number);
        }
        evidence.add(new Fault(number, step, command, start, nanos.getAsLong(), exitCode));
        return exitCode;
    }

    /** Lets time pass, and tells whether it is time to end. */
    private boolean ending(Duration time) throws InterruptedException {
        return ending.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
