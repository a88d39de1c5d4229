package dev.recount.torture.load;

/** The one clock of a run, which never goes back: nanoseconds since its beginning. */
public final class Stopwatch {

    private final long beganNanos = System.nanoTime();

    /** Returns the time since the beginning of the run. */
    public long nanos() {
        return System.nanoTime() - beganNanos;
    }
}
