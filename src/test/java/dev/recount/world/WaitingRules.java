package dev.recount.world;

import dev.recount.history.Purse;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A domain of purses with the alternative {@code waiting}: a world of it comes to a point at which it is being computed
 * until {@link #release} lets it go on, and so for good in a process in which nobody does.
 */
public final class WaitingRules implements Domain {

    /** The number of decisions of a world that come before the point, unless a test says otherwise. */
    public static final int DECISIONS_BEFORE = 500;

    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    private final int before;

    /** Makes the domain that a server of its own finds by name. */
    public WaitingRules() {
        this(DECISIONS_BEFORE);
    }

    /** Makes a domain whose worlds wait after so many decisions. */
    public WaitingRules(int before) {
        this.before = before;
    }

    /** Lets all worlds of this process go on. */
    public static void release() {
        RELEASED.countDown();
    }

    @Override
    public String name() {
        return "purses";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(StreamType.of("purse", new Purse()));
    }

    @Override
    public Map<String, Domain> alternatives() {
        return Map.of("waiting", new Waiting(before));
    }

    private record Waiting(int before) implements Domain {

        @Override
        public String name() {
            return "purses";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of(StreamType.of("purse", new WaitingPurse(before)));
        }
    }

    private static final class WaitingPurse implements Aggregate<Purse.State, Purse.Command, Purse.Event> {

        private final Purse purse = new Purse();
        private final AtomicInteger left;

        WaitingPurse(int before) {
            this.left = new AtomicInteger(before);
        }

        @Override
        public Purse.State initial() {
            return purse.initial();
        }

        @Override
        public Decision<Purse.Event> decide(Purse.State state, Purse.Command command, Context context) {
            if (left.decrementAndGet() < 0) {
                await();
            }
            return purse.decide(state, command, context);
        }

        private static void await() {
            try {
                RELEASED.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Purse.State evolve(Purse.State state, Purse.Event event) {
            return purse.evolve(state, event);
        }
    }
}
