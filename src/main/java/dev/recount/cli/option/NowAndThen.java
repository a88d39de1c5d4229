package dev.recount.cli.option;

import java.time.Duration;

/** The times at which a long piece of work is told of: not too often. For one thread. */
public final class NowAndThen {

    private final long everyNanos;
    private long lastNanos = System.nanoTime();

    /** Begins now, so that nothing is told before that time has passed. */
    public NowAndThen(Duration every) {
        this.everyNanos = every.toNanos();
    }

    /** Tells, if it is time to. */
    public void tell(Runnable progress) {
        if (System.nanoTime() - lastNanos > everyNanos) {
            lastNanos = System.nanoTime();
            progress.run();
        }
    }
}
