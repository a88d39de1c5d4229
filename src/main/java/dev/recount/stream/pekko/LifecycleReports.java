package dev.recount.stream.pekko;

import dev.recount.model.StreamId;
import dev.recount.stream.StreamListener;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorSignalInterceptor;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Signal;
import org.apache.pekko.actor.typed.TypedActorContext;

/** Tells when a stream's actor comes and when it has gone; while it begins anew after a failure, it stays. */
final class LifecycleReports extends BehaviorSignalInterceptor<StreamMessage> {

    private final StreamId stream;
    private final StreamListener listener;

    LifecycleReports(StreamId stream, StreamListener listener) {
        this.stream = stream;
        this.listener = listener;
    }

    @Override
    public Behavior<StreamMessage> aroundStart(
            TypedActorContext<StreamMessage> context, PreStartTarget<StreamMessage> target) {
        Behavior<StreamMessage> started = target.start(context);
        listener.entered(stream);
        return started;
    }

    @Override
    public Behavior<StreamMessage> aroundSignal(
            TypedActorContext<StreamMessage> context, Signal signal, SignalTarget<StreamMessage> target) {
        if (signal instanceof PostStop) {
            listener.left(stream);
        }
        return target.apply(context, signal);
    }
}
