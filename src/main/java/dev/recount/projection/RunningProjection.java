package dev.recount.projection;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.projection.Projection;
import org.apache.pekko.projection.ProjectionBehavior;

/**
 * A projection at work on this node, until it is stopped; when it fails, it is started again from where it had come to.
 */
public final class RunningProjection {

    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);
    private static final AtomicLong STARTED = new AtomicLong();

    private final ActorRef<ProjectionBehavior.Command> actor;

    private RunningProjection(ActorRef<ProjectionBehavior.Command> actor) {
        this.actor = actor;
    }

    /** Starts a projection. */
    public static RunningProjection start(ActorSystem<?> system, Projection<?> projection) {
        String name = "projection-" + projection.projectionId().name() + "-" + STARTED.incrementAndGet();
        return new RunningProjection(system.systemActorOf(ProjectionBehavior.create(projection), name, Props.empty()));
    }

    /**
     * Lets it finish the batch at hand, and stops it.
     *
     * @return completes when it has stopped; fails with {@link org.apache.pekko.pattern.AskTimeoutException} when it
     *     has not within a minute, and may stop later
     */
    public CompletionStage<Done> stop() {
        return Patterns.gracefulStop(Adapter.toClassic(actor), STOP_TIMEOUT, ProjectionBehavior.stopMessage())
                .thenApply(_ -> Done.getInstance());
    }
}
