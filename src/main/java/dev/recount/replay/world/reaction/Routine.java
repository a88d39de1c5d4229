package dev.recount.replay.world.reaction;

import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reaction that rests where it is to wait, and goes on when it is told to. It runs on a thread of its own, but never
 * beside whoever has it go on.
 */
final class Routine {

    private static final int LONGEST_MINUTES = 1;

    private final SynchronousQueue<Signal> signals = new SynchronousQueue<>();
    private final SynchronousQueue<Boolean> turns = new SynchronousQueue<>();
    private final Thread thread;
    private @Nullable Throwable failure;
    private boolean begun;
    private boolean ended;

    private enum Signal {
        RESTS,
        ENDED
    }

    /** The reaction. */
    interface Body {
        void run(Routine routine) throws Exception;
    }

    Routine(String name, Body body) {
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(body));
    }

    private void run(Body body) {
        try {
            body.run(this);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError thrown) {
            failure = thrown;
        }
        signal(Signal.ENDED);
    }

    private void signal(Signal signal) {
        try {
            signals.put(signal);
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    /** Rests until somebody has the routine go on; called by the routine itself. */
    void rest() throws InterruptedException {
        signals.put(Signal.RESTS);
        var _ = turns.take();
    }

    /** Lets it begin or go on, until it rests or has ended. */
    void goOn() {
        try {
            if (begun) {
                turns.put(true);
            } else {
                begun = true;
                thread.start();
            }
            Signal signal = signals.poll(LONGEST_MINUTES, TimeUnit.MINUTES);
            if (signal == null) {
                failure = new IllegalStateException("it took longer than a minute");
                thread.interrupt();
            }
            ended = signal != Signal.RESTS;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            end();
        }
    }

    boolean hasEnded() {
        return ended;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Ends it where it is. */
    void end() {
        ended = true;
        thread.interrupt();
    }
}
