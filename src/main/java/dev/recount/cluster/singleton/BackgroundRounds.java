package dev.recount.cluster.singleton;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A piece of background work that is done in rounds, one after another, until it is to end. */
public abstract class BackgroundRounds extends BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundRounds.class);

    private final Duration pause;
    private final String failing;

    /**
     * Names the work.
     *
     * @param name the name by which all nodes know it, and by which its thread is called
     * @param pause the time between the end of a round and the next
     * @param failing what is said where a round fails, and is tried again, before the reason
     */
    protected BackgroundRounds(String name, Duration pause, String failing) {
        super(name);
        this.pause = pause;
        this.failing = failing;
    }

    /**
     * Does a round; what it throws is told, and the next round comes in its time.
     *
     * @param isToEnd tells whether the work is to end soon
     */
    protected abstract void round(BooleanSupplier isToEnd);

    /**
     * Does a part of a round for each of some things; one for which it fails does not keep the others from being seen
     * to, and is told after them.
     */
    protected static <T> void forEach(List<T> things, Consumer<T> part) {
        RuntimeException last = null;
        for (T each : things) {
            try {
                part.accept(each);
            } catch (RuntimeException failure) {
                last = failure;
            }
        }
        if (last != null) {
            throw last;
        }
    }

    @Override
    protected Turn begin() {
        return new Rounds();
    }

    /** The rounds from one start to the next stop. */
    private final class Rounds implements Turn {

        private final CountDownLatch ended = new CountDownLatch(1);
        private String told = "";

        @Override
        public void end() {
            ended.countDown();
        }

        @Override
        public void run() {
            try {
                do {
                    tryRound();
                } while (!ended.await(pause.toNanos(), TimeUnit.NANOSECONDS));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        private void tryRound() {
            try {
                round(() -> ended.getCount() == 0);
                told = "";
            } catch (RuntimeException failure) {
                tellOnce(failure.toString());
            }
        }

        private void tellOnce(String failure) {
            if (!told.equals(failure)) {
                told = failure;
                LOG.warn("{}: {}", failing, failure);
            }
        }
    }
}
