package dev.recount.cluster.singleton;

import dev.recount.cluster.ClusterMessage;
import dev.recount.cluster.Members;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place of a piece of work in the cluster: as long as this actor lives, the work is this node's. */
final class SingletonActor {

    private static final Logger LOG = LoggerFactory.getLogger(SingletonActor.class);

    private static final Executor BLOCKING = task -> Thread.ofVirtual().start(task);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 1_000;

    private final ActorContext<ClusterMessage> context;
    private final StashBuffer<ClusterMessage> waiting;
    private final Hosted<?> hosted;
    private boolean toStop;

    private SingletonActor(
            ActorContext<ClusterMessage> context, StashBuffer<ClusterMessage> waiting, Hosted<?> hosted) {
        this.context = context;
        this.waiting = waiting;
        this.hosted = hosted;
    }

    static Behavior<ClusterMessage> of(Hosted<?> hosted) {
        return Behaviors.setup(context ->
                Behaviors.withStash(MOST_WAITING, waiting -> new SingletonActor(context, waiting, hosted).start()));
    }

    private Behavior<ClusterMessage> start() {
        context.pipeToSelf(CompletableFuture.runAsync(hosted::start, BLOCKING), (_, failure) -> {
            if (failure != null) {
                LOG.warn("{} cannot be started now: {}", hosted.name(), failure.toString());
                return Lifecycle.NOT_STARTED;
            }
            return Lifecycle.STARTED;
        });
        return Behaviors.receive(ClusterMessage.class)
                .onMessageEquals(Lifecycle.STARTED, () -> toStop ? stop() : waiting.unstashAll(started()))
                .onMessageEquals(Lifecycle.NOT_STARTED, () -> {
                    context.scheduleOnce(PAUSE, context.getSelf(), Lifecycle.START);
                    return toStop ? Behaviors.stopped() : Behaviors.same();
                })
                .onMessageEquals(Lifecycle.START, this::start)
                .onMessageEquals(Lifecycle.REMINDER, Behaviors::same)
                .onMessageEquals(Lifecycle.STOP, () -> {
                    toStop = true;
                    return Behaviors.same();
                })
                .onAnyMessage(this::keep)
                .build();
    }

    /** A message beyond the limit need not be kept: its sender gives up where no answer comes. */
    private Behavior<ClusterMessage> keep(ClusterMessage message) {
        if (!waiting.isFull()) {
            waiting.stash(message);
        }
        return Behaviors.same();
    }

    private Behavior<ClusterMessage> started() {
        return Behaviors.receive(ClusterMessage.class)
                .onMessageEquals(Lifecycle.STOP, this::stop)
                .onMessageEquals(Lifecycle.REMINDER, Behaviors::same)
                .onMessage(Whereabouts.Wanted.class, wanted -> {
                    wanted.replyTo().tell(new Whereabouts(new Members(context.getSystem()).self()));
                    return Behaviors.same();
                })
                .onAnyMessage(message -> {
                    BLOCKING.execute(() -> receive(message));
                    return Behaviors.same();
                })
                .build();
    }

    private void receive(ClusterMessage message) {
        try {
            hosted.receive(message);
        } catch (RuntimeException failure) {
            LOG.warn("{} cannot see to {} now: {}", hosted.name(), message, failure.toString());
        }
    }

    private Behavior<ClusterMessage> stop() {
        context.pipeToSelf(CompletableFuture.runAsync(hosted::stop, BLOCKING), (_, failure) -> {
            if (failure != null) {
                LOG.error("{} does not stop", hosted.name(), failure);
            }
            return Lifecycle.STOPPED;
        });
        return Behaviors.receive(ClusterMessage.class)
                .onMessageEquals(Lifecycle.STOPPED, Behaviors::stopped)
                .onAnyMessage(_ -> Behaviors.same())
                .build();
    }
}
