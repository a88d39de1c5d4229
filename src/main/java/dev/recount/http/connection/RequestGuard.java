package dev.recount.http.connection;

import java.time.Duration;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * A guard before the parser of one connection: only bytes that make requests in one way pass, and the head of a request
 * has to come in time. Where one is at fault, the parser gets a head that it refuses, and nothing more.
 */
final class RequestGuard extends GraphStage<FlowShape<ByteString, ByteString>> {

    private static final String HEAD = "head";

    private final Inlet<ByteString> in = Inlet.create("RequestGuard.in");
    private final Outlet<ByteString> out = Outlet.create("RequestGuard.out");
    private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
    private final OpenConnection connection;
    private final Duration headTimeout;

    RequestGuard(OpenConnection connection, Duration headTimeout) {
        this.connection = connection;
        this.headTimeout = headTimeout;
    }

    @Override
    public FlowShape<ByteString, ByteString> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes inheritedAttributes) {
        return new Logic();
    }

    /** The state of one connection. */
    private final class Logic extends TimerGraphStageLogic {

        private final Framing framing = new Framing();
        private boolean isTimed;
        private boolean isLast;
        private boolean hasEnded;
        private boolean isJustAnswered;

        Logic() {
            super(shape);
            setHandler(in, new Bytes());
            setHandler(out, new Demand());
        }

        @Override
        public void preStart() {
            connection.runs(
                    createAsyncCallback(this::finish),
                    createAsyncCallback(this::failStage),
                    createAsyncCallback(this::answered));
            time();
        }

        @Override
        public void onTimer(Object timer) {
            isTimed = false;
            if (!hasBeenPulled(in)) {
                timeHead(); // the server has not read what there may be
            } else if (framing.isBetweenRequests()) {
                end();
            } else {
                refuse(HeadFault.TOO_SLOW);
            }
        }

        private void time() {
            scheduleOnce(HEAD, headTimeout);
            isTimed = true;
        }

        /** A timer is set for the first head at once, and for another when a part of it has come. */
        private void timeHead() {
            boolean isAwaited = framing.isInHead() && !framing.isBetweenRequests();
            if (isAwaited && !isTimed) {
                time();
            } else if (isTimed && !isAwaited) {
                cancelTimer(HEAD);
                isTimed = false;
            }
        }

        private void take(ByteString bytes) {
            ByteString passed = framing.take(bytes);
            timeHead();
            if (framing.fault().isPresent()) {
                refuse(passed, framing.fault().get());
            } else if (isClosed(in) && !framing.awaitsAnswer()) {
                emit(out, passed.concat(framing.rest()), this::completeStage);
            } else if (passed.isEmpty()) {
                pull(in);
            } else {
                push(out, passed);
                endAfterLast();
            }
        }

        /** Goes on with what was held until a request was answered, once there is a wish for more. */
        private void answered(Boolean isUpgraded) {
            framing.answered(isUpgraded);
            isJustAnswered = true;
            endAfterLast();
            if (isAvailable(out)) {
                goOn();
            }
        }

        private void goOn() {
            if (framing.awaitsAnswer() || hasEnded) {
                return;
            }
            if (isJustAnswered) {
                isJustAnswered = false;
                take(ByteString.emptyByteString());
            } else if (!hasBeenPulled(in)) {
                pull(in);
            }
        }

        /** Lets a head that is refused follow on the whole requests before it, but nothing on a part of a body. */
        private void refuse(ByteString passed, HeadFault fault) {
            if (framing.isInHead()) {
                emit(out, passed.concat(ByteString.fromString(fault.refusedHead())));
            } else if (!passed.isEmpty()) {
                emit(out, passed);
            }
            end();
        }

        private void refuse(HeadFault fault) {
            refuse(ByteString.emptyByteString(), fault);
        }

        /** Ends the requests; what still comes is dropped, so that the last answer is not lost with it. */
        private void end() {
            hasEnded = true;
            cancelTimer(HEAD);
            isTimed = false;
            complete(out);
            setHandler(in, new Dropped());
            if (!hasBeenPulled(in) && !isClosed(in)) {
                pull(in);
            }
        }

        private void finish(Object asked) {
            isLast = true;
            endAfterLast();
        }

        private void endAfterLast() {
            if (isLast && framing.isInHead() && !hasEnded) {
                end();
            }
        }

        /** The bytes that come. */
        private final class Bytes extends AbstractInHandler {

            @Override
            public void onPush() {
                take(grab(in));
            }

            @Override
            public void onUpstreamFinish() {
                if (framing.awaitsAnswer()) {
                    return; // what is held goes on after the answer
                }
                ByteString rest = framing.rest();
                if (rest.isEmpty()) {
                    completeStage();
                } else {
                    emit(out, rest, Logic.this::completeStage);
                }
            }
        }

        /** The bytes that come when nothing is read any more. */
        private final class Dropped extends AbstractInHandler {

            @Override
            public void onPush() {
                grab(in);
                pull(in);
            }
        }

        /** The wish for more. */
        private final class Demand extends AbstractOutHandler {

            @Override
            public void onPull() {
                goOn();
            }
        }
    }
}
