package dev.recount.view;

import dev.recount.cluster.singleton.Singleton;
import dev.recount.log.Log;
import dev.recount.log.position.Position;
import dev.recount.model.view.View;
import dev.recount.timeline.Timeline;
import dev.recount.view.ViewStatus.GenerationStatus;
import dev.recount.view.generation.Generation;
import dev.recount.view.generation.Generations.State;
import dev.recount.view.origin.RowOrigins;
import dev.recount.view.query.Shape;
import dev.recount.view.search.TableQueries;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One view at work on the node that keeps it: it carries out orders, tells how it is doing, and lets others wait. */
final class RunningView<R> implements Singleton<ViewMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(RunningView.class);

    private final View<R> view;
    private final ViewParts parts;
    private final RunningGenerations<R> generations;

    RunningView(View<R> view, ViewParts parts) {
        this.view = view;
        this.parts = parts;
        this.generations = new RunningGenerations<>(view, parts);
    }

    @Override
    public String name() {
        return "view-" + view.name();
    }

    /** Returns the name of the view itself. */
    String viewName() {
        return view.name();
    }

    /** Returns the log that the view follows. */
    Log log() {
        return parts.log();
    }

    /** Returns what tells why its rows are what they are. */
    RowOrigins<R> origins(TableQueries tables, Timeline timeline) {
        return new RowOrigins<>(
                view,
                generations.mapping(),
                new RowOrigins.Services(parts.log().reader(), parts.generations(), tables, timeline));
    }

    /** Returns a stream type whose states the view follows, as there are no events of it, if there is one. */
    Optional<String> statesFollowed() {
        return view.streamTypes().stream()
                .filter(type ->
                        view.source(type).filter(View.Source::isOfStates).isPresent())
                .findFirst();
    }

    /** Returns the stream types that the view reads. */
    Set<String> streamTypes() {
        return view.streamTypes();
    }

    @Override
    public void start() {
        generations.start();
    }

    @Override
    public void stop() {
        generations.stop();
    }

    @Override
    public Class<ViewMessage> messages() {
        return ViewMessage.class;
    }

    @Override
    public void receive(ViewMessage message) {
        try {
            switch (message) {
                case ViewMessage.Tell(var order, var replyTo) -> {
                    carryOut(order);
                    replyTo.tell(new ViewReply.Standing(status()));
                }
                case ViewMessage.Await(var position, var replyTo) -> await(position, replyTo);
            }
        } catch (RuntimeException failure) {
            LOG.warn("{} could not do what it was told: {}", view, failure.getMessage());
            message.replyTo().tell(new ViewReply.Failed("the view " + view.name() + " cannot do this now"));
        }
    }

    private void carryOut(ViewMessage.Order order) {
        switch (order) {
            case NONE -> {}
            case PAUSE -> generations.pause();
            case RESUME -> generations.resume();
            case REBUILD -> generations.rebuild();
        }
    }

    /** Waits for a view that is still being built for the first time, too. */
    private void await(Position position, ActorRef<ViewReply> replyTo) {
        long deadline = System.nanoTime() + parts.settings().waitTimeout().toNanos();
        var _ = generations
                .built()
                .orTimeout(remaining(deadline), TimeUnit.NANOSECONDS)
                .whenComplete((_, late) -> {
                    Optional<RunningGeneration<R>> answering = generations.live();
                    if (late != null || answering.isEmpty()) {
                        replyTo.tell(ViewReply.Unseen.NOT_BUILT);
                    } else {
                        await(position, answering.get(), deadline, replyTo);
                    }
                });
    }

    private void await(Position position, RunningGeneration<R> answering, long deadline, ActorRef<ViewReply> replyTo) {
        var _ = answering
                .progress()
                .reached(position)
                .toCompletableFuture()
                // On the wait itself, so that one that was given up is not kept for an event that may never come.
                .orTimeout(remaining(deadline), TimeUnit.NANOSECONDS)
                .whenComplete((_, late) -> replyTo.tell(late == null ? seen(answering) : ViewReply.Unseen.BEHIND));
    }

    /** Another may have taken the place of the one that was waited for, and be the first to have seen the event. */
    private ViewReply seen(RunningGeneration<R> answering) {
        return new ViewReply.Seen(
                generations.live().orElse(answering).generation().number());
    }

    private static long remaining(long deadlineNanos) {
        return Math.max(1, deadlineNanos - System.nanoTime());
    }

    @Override
    public String toString() {
        return view.toString();
    }

    /** Returns the columns of a row as today's code has them. */
    Shape shape() {
        return generations.definition().shape();
    }

    /** Tells how the view is doing. */
    private ViewStatus status() {
        State state = parts.generations().state(view.name());
        Position head = parts.log().head();
        Optional<Generation> next = state.generations().stream()
                .filter(generation -> !state.live().equals(Optional.of(generation.number())))
                .reduce((_, last) -> last);
        boolean failed = state.generations().stream()
                .anyMatch(generation -> generations.isOfToday(generation)
                        && generation.failure().isPresent());
        return new ViewStatus(
                view.name(),
                state.paused() ? ViewStatus.State.PAUSED : failed ? ViewStatus.State.FAILED : ViewStatus.State.RUNNING,
                state.liveGeneration().map(generation -> status(generation, head)),
                next.map(generation -> status(generation, head)));
    }

    private GenerationStatus status(Generation generation, Position head) {
        Position position =
                generations.reached(generation).join(parts.generations().position(generation));
        return new GenerationStatus(
                generation.number(),
                generation.rules(),
                position,
                head,
                parts.log().reader().lag(position, parts.clock().instant()),
                generation.failure());
    }

    /** Returns the position up to which a generation has seen the log, as far as this node knows. */
    Position reached(Generation generation) {
        return generations.reached(generation);
    }
}
