package dev.recount.http.session;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.InHandler;
import org.apache.pekko.stream.stage.OutHandler;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * Cuts off whoever is silent for too long while being listened to. Pekko's own stage for that, {@code idleTimeout},
 * also counts the time in which the server itself takes nothing, as it holds the sender back.
 */
final class SilenceLimit<T> extends GraphStage<FlowShape<T, T>> {

    private static final String LOOK = "look";

    private static final int LOOKS = 8;

    private final Inlet<T> in = Inlet.create("in");
    private final Outlet<T> out = Outlet.create("out");
    private final FlowShape<T, T> shape = FlowShape.of(in, out);
    private final Duration longest;

    /**
     * Sets a limit.
     *
     * @param longest the longest silence, which is noticed up to an eighth of it later
     */
    SilenceLimit(Duration longest) {
        this.longest = longest;
    }

    @Override
    public FlowShape<T, T> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes inheritedAttributes) {
        return new Logic();
    }

    private final class Logic extends TimerGraphStageLogic implements InHandler, OutHandler {

        /** Since when nothing has come that was waited for. */
        private long since = System.nanoTime();

        Logic() {
            super(shape);
            setHandler(in, this);
            setHandler(out, this);
        }

        @Override
        public void preStart() {
            Duration interval = longest.dividedBy(LOOKS);
            scheduleWithFixedDelay(LOOK, interval, interval);
        }

        @Override
        public void onPush() {
            push(out, grab(in));
        }

        @Override
        public void onPull() {
            since = System.nanoTime();
            pull(in);
        }

        @Override
        public void onTimer(Object look) {
            if (hasBeenPulled(in) && System.nanoTime() - since > longest.toNanos()) {
                failStage(new TimeoutException("nothing has come for " + longest.toMillis() + " ms"));
            }
        }
    }
}
