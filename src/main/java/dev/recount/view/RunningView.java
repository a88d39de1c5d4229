package dev.recount.view;

import dev.recount.cluster.singleton.Singleton;
import dev.recount.log.position.Position;
import dev.recount.model.view.View;
import dev.recount.view.ViewStatus.GenerationStatus;
import dev.recount.view.query.Shape;
import dev.recount.view.table.Generation;
import dev.recount.view.table.Generation.Definition;
import dev.recount.view.table.Generation.Failure;
import dev.recount.view.table.Generations.State;
import dev.recount.view.table.RowMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One view at work: the generation that answers queries, and the one that is being built to take its place.
 *
 * <p>A live generation of other rules or columns than today's answers queries, but stands still, as nobody knows its
 * rules any more; one of today's goes on until the new one has caught up with it. Methods block.
 */
final class RunningView<R> implements Singleton<ViewMessage>, RunningGeneration.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(RunningView.class);

    private final View<R> view;
    private final ViewParts parts;
    private final RowMapping<R> mapping;
    private final Definition definition;
    private volatile @Nullable RunningGeneration<R> building;
    private volatile @Nullable RunningGeneration<R> live;

    /** Completes once there is a live generation. */
    private final CompletableFuture<@Nullable Void> built = new CompletableFuture<>();

    RunningView(View<R> view, ViewParts parts) {
        this.view = view;
        this.parts = parts;
        this.mapping = new RowMapping<>(view);
        this.definition = new Definition(mapping.shape(), view.indexes());
    }

    static String singleton(String view) {
        return "view-" + view;
    }

    @Override
    public String name() {
        return singleton(view.name());
    }

    /** Takes up the generations that there are, adds one if none is of today's rules, and lets them follow the log. */
    @Override
    public synchronized void start() {
        State state = parts.generations().load(view.name());
        Optional<Generation> kept = state.liveGeneration();
        live = kept.map(generation -> running(generation, true)).orElse(null);
        building = null;
        List<Generation> leftOver = new ArrayList<>(state.generations());
        kept.ifPresent(leftOver::remove);
        Optional<Generation> begun = leftOver.stream()
                .filter(this::isOfToday)
                .filter(generation ->
                        kept.isEmpty() || generation.number() > kept.get().number())
                .reduce((_, last) -> last);
        begun.ifPresent(leftOver::remove);
        if (begun.isPresent() || kept.filter(this::isOfToday).isEmpty()) {
            building = running(begun.orElseGet(this::added), false);
        }
        kept.ifPresent(generation -> {
            publish(generation);
            built.complete(null);
        });
        leftOver.forEach(parts.generations()::drop);
        parts.generations().sweep(view.name());
        if (!state.paused()) {
            follow();
        }
    }

    private Generation added() {
        return parts.generations().add(view.name(), view.revision(), definition);
    }

    private RunningGeneration<R> running(Generation generation, boolean answers) {
        return new RunningGeneration<>(view, generation, answers, parts, this);
    }

    private boolean isOfToday(Generation generation) {
        return generation.rules() == view.revision() && generation.definition().equals(definition);
    }

    private void publish(Generation generation) {
        if (!parts.generations().publish(generation)) {
            LOG.warn(
                    "SQL sees an older generation of views.{} for now, as something in the database uses that",
                    view.name());
        }
    }

    private void follow() {
        for (RunningGeneration<R> each : present()) {
            if (!each.isRunning() && isOfToday(each.generation())) {
                each.start(mapping);
            }
        }
    }

    private List<RunningGeneration<R>> present() {
        var present = new ArrayList<RunningGeneration<R>>();
        RunningGeneration<R> answering = live;
        if (answering != null) {
            present.add(answering);
        }
        RunningGeneration<R> next = building;
        if (next != null) {
            present.add(next);
        }
        return present;
    }

    @Override
    public synchronized void switchedTo(RunningGeneration<?> successor) {
        RunningGeneration<R> next = building;
        if (next != null && next == successor) {
            completeSwitch(next);
        }
    }

    /** What is live for the database is live for queries from here on, and what was live before is dropped. */
    private void completeSwitch(RunningGeneration<R> next) {
        RunningGeneration<R> before = live;
        live = next;
        building = null;
        if (before != null) {
            before.progress().handOverTo(next.progress());
            before.stop().toCompletableFuture().join();
        }
        publish(next.generation());
        built.complete(null);
        if (before != null) {
            parts.generations().drop(before.generation());
        }
    }

    @Override
    public synchronized void stoppedAt(RunningGeneration<?> stopped, Failure failure) {
        if (present().contains(stopped) && stopped.isRunning()) {
            LOG.error("{} stops at {}: {}", view, failure.event(), failure.message());
            parts.generations().fail(stopped.generation(), failure);
            stopped.stop();
        }
    }

    /** Stops to follow the log until {@link #resume}, after a restart of the server too. */
    private synchronized void pause() {
        parts.generations().pause(view.name(), true);
        halt();
    }

    /** Goes on after a pause, or tries again the event that stopped the view. */
    private synchronized void resume() {
        parts.generations().pause(view.name(), false);
        follow();
    }

    /** Builds the view anew beside the live generation; one that is being built begins again. */
    private synchronized void rebuild() {
        RunningGeneration<R> next = building;
        if (next != null) {
            next.stop().toCompletableFuture().join();
            if (!parts.generations().drop(next.generation())) {
                completeSwitch(next); // it went live before it was told to stop
            }
        }
        building = running(added(), false);
        if (!parts.generations().state(view.name()).paused()) {
            follow();
        }
    }

    /** Stops to follow the log on this node. */
    @Override
    public synchronized void stop() {
        halt();
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
            message.replyTo().tell(new ViewReply.Failed(String.valueOf(failure.getMessage())));
        }
    }

    private void carryOut(ViewMessage.Order order) {
        switch (order) {
            case NONE -> {}
            case PAUSE -> pause();
            case RESUME -> resume();
            case REBUILD -> rebuild();
        }
    }

    /** Waits for a view that is still being built for the first time, too. */
    private void await(Position position, ActorRef<ViewReply> replyTo) {
        long deadline = System.nanoTime() + parts.settings().waitTimeout().toNanos();
        var _ = built.copy()
                .orTimeout(remaining(deadline), TimeUnit.NANOSECONDS)
                .whenComplete((_, late) -> {
                    RunningGeneration<R> answering = live;
                    if (late != null || answering == null) {
                        replyTo.tell(ViewReply.Unseen.NOT_BUILT);
                    } else {
                        await(position, answering, deadline, replyTo);
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
                .whenComplete((_, late) -> replyTo.tell(
                        late == null ? new ViewReply.Seen(answering.generation().number()) : ViewReply.Unseen.BEHIND));
    }

    private static long remaining(long deadlineNanos) {
        return Math.max(1, deadlineNanos - System.nanoTime());
    }

    private void halt() {
        CompletableFuture.allOf(present().stream()
                        .map(each -> each.stop().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public String toString() {
        return view.toString();
    }

    /** Returns the columns of a row as today's code has them. */
    Shape shape() {
        return definition.shape();
    }

    /** Tells how the view is doing. */
    private ViewStatus status() {
        State state = parts.generations().state(view.name());
        Position head = parts.log().head();
        Optional<Generation> answering = state.liveGeneration();
        Optional<Generation> next = state.generations().stream()
                .filter(generation -> !state.live().equals(Optional.of(generation.number())))
                .reduce((_, last) -> last);
        boolean failed = state.generations().stream()
                .anyMatch(generation ->
                        isOfToday(generation) && generation.failure().isPresent());
        return new ViewStatus(
                view.name(),
                state.paused() ? ViewStatus.State.PAUSED : failed ? ViewStatus.State.FAILED : ViewStatus.State.RUNNING,
                answering.map(generation -> status(generation, head)),
                next.map(generation -> status(generation, head)));
    }

    private GenerationStatus status(Generation generation, Position head) {
        Position position = reached(generation);
        return new GenerationStatus(
                generation.number(),
                generation.rules(),
                position,
                head,
                parts.log().reader().lag(position, parts.clock().instant()),
                generation.failure());
    }

    /** What a generation has passed over without a transaction, on the node that builds it, counts as seen. */
    Position reached(Generation generation) {
        return present().stream()
                .filter(each -> each.generation().number() == generation.number())
                .map(RunningGeneration::position)
                .reduce(generation.position(), Position::join);
    }
}
