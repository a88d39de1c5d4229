package dev.recount.view;

import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Refusal;
import dev.recount.log.position.Position;
import dev.recount.model.EventId;
import dev.recount.model.view.View;
import dev.recount.view.generation.Generation;
import dev.recount.view.generation.Generation.Definition;
import dev.recount.view.generation.Generation.Failure;
import dev.recount.view.generation.Generations.State;
import dev.recount.view.table.RowMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations of one view at work: the one that answers queries, and the one that is being built to take its place.
 *
 * <p>A live generation of other rules or columns than today's answers queries, but stands still, as nobody knows its
 * rules any more; one of today's goes on until the new one has caught up with it. Methods block.
 */
final class RunningGenerations<R> implements RunningGeneration.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(RunningGenerations.class);

    private final View<R> view;
    private final ViewParts parts;
    private final RowMapping<R> mapping;
    private final Definition definition;
    private volatile @Nullable RunningGeneration<R> building;
    private volatile @Nullable RunningGeneration<R> live;

    /** Completes once there is a live generation. */
    private final CompletableFuture<@Nullable Void> built = new CompletableFuture<>();

    RunningGenerations(View<R> view, ViewParts parts) {
        this.view = view;
        this.parts = parts;
        this.mapping = new RowMapping<>(view);
        this.definition = Definition.of(view, mapping.shape());
    }

    /** Returns what turns rows into the values of columns, and back. */
    RowMapping<R> mapping() {
        return mapping;
    }

    /** Returns the columns and indexes that today's code gives a generation. */
    Definition definition() {
        return definition;
    }

    /** Completes, in time for whoever asked, once there is a generation that answers queries. */
    CompletableFuture<@Nullable Void> built() {
        return built.copy();
    }

    /** Returns the generation that answers queries, if there is one yet. */
    Optional<RunningGeneration<R>> live() {
        return Optional.ofNullable(live);
    }

    /** Takes up the generations that there are, adds one if none is of today's rules, and lets them follow the log. */
    synchronized void start() {
        State state = parts.generations().load(view.name());
        Optional<Generation> kept = state.liveGeneration();
        boolean overtaken = kept.flatMap(Generation::uncorrected).isPresent();
        live = kept.map(generation -> running(generation, true)).orElse(null);
        building = null;
        List<Generation> leftOver = new ArrayList<>(state.generations());
        kept.ifPresent(leftOver::remove);
        Optional<Generation> begun = leftOver.stream()
                .filter(this::isOfToday)
                .filter(generation -> generation.uncorrected().isEmpty())
                .filter(generation ->
                        kept.isEmpty() || generation.number() > kept.get().number())
                .reduce((_, last) -> last);
        begun.ifPresent(leftOver::remove);
        if (begun.isPresent() || overtaken || kept.filter(this::isOfToday).isEmpty()) {
            building = running(begun.orElseGet(this::added), false);
        }
        kept.ifPresent(generation -> {
            publish(generation);
            built.complete(null);
        });
        leftOver.forEach(parts.tables()::drop);
        parts.tables().sweep(view.name());
        if (!state.paused()) {
            follow();
        }
    }

    private Generation added() {
        return parts.generations()
                .add(view.name(), view.revision(), definition, parts.log().head());
    }

    private RunningGeneration<R> running(Generation generation, boolean answers) {
        return new RunningGeneration<>(view, generation, answers, parts, this);
    }

    /** Tells whether a generation is of today's rules, columns and indexes. */
    boolean isOfToday(Generation generation) {
        return generation.rules() == view.revision() && generation.definition().equals(definition);
    }

    private void publish(Generation generation) {
        if (!parts.tables().publish(generation)) {
            LOG.warn(
                    "SQL sees an older generation of views.{} for now, as something in the database uses that",
                    view.name());
        }
    }

    private void follow() {
        for (RunningGeneration<R> each : present()) {
            if (!each.isRunning() && isOfToday(each.generation())) {
                start(each);
            }
        }
    }

    /** A table that the database will never make stops the view, as an event does that it cannot take in. */
    private void start(RunningGeneration<R> generation) {
        try {
            generation.start(mapping);
        } catch (DatabaseException refused) {
            if (!Refusal.isLasting(refused)) {
                throw refused;
            }
            LOG.error("{} cannot be built: {}", view, refused.getMessage());
            generation.stoppedBefore();
            parts.generations()
                    .fail(generation.generation(), Failure.atBeginning(String.valueOf(refused.getMessage())));
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

    /** Makes live for queries what is live for the database, and drops what was live before. */
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
            parts.tables().drop(before.generation());
        }
        if (next.isOvertaken()) {
            overtaken(next);
        }
    }

    @Override
    public synchronized void overtaken(RunningGeneration<?> generation) {
        if (generation == live && building == null) {
            LOG.info("{} is built anew, as events were corrected", view);
            building = running(added(), false);
            if (!parts.generations().state(view.name()).paused()) {
                follow();
            }
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
    synchronized void pause() {
        parts.generations().pause(view.name(), true);
        stop();
    }

    /**
     * Goes on after a pause, or tries again the event that stopped the view; where that has been corrected since, the
     * view is built anew, as it would come to it again as it was. A view may be stopped before it was ever live.
     */
    synchronized void resume() {
        parts.generations().pause(view.name(), false);
        RunningGeneration<R> next = building;
        RunningGeneration<R> latest = next == null ? live : next;
        if (latest != null && stoppedAt(latest).filter(latest::isCorrectedSince).isPresent()) {
            rebuild();
        } else {
            follow();
        }
    }

    /** Returns the event that has stopped a generation, if one has. */
    private Optional<EventId> stoppedAt(RunningGeneration<R> stopped) {
        return parts.generations().state(view.name()).generations().stream()
                .filter(generation ->
                        generation.number() == stopped.generation().number())
                .flatMap(generation -> generation.failure().stream())
                .map(Failure::event)
                .filter(event -> !event.isEmpty())
                .map(EventId::parse)
                .findFirst();
    }

    /** Builds the view anew beside the live generation; one that is being built begins again. */
    synchronized void rebuild() {
        RunningGeneration<R> next = building;
        if (next != null) {
            next.stop().toCompletableFuture().join();
            if (!parts.tables().drop(next.generation())) {
                completeSwitch(next); // it went live before it was told to stop
            }
        }
        building = running(added(), false);
        if (!parts.generations().state(view.name()).paused()) {
            follow();
        }
    }

    /** Stops to follow the log on this node. */
    synchronized void stop() {
        CompletableFuture.allOf(present().stream()
                        .map(each -> each.stop().toCompletableFuture())
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /**
     * Returns the position up to which a generation has seen the log as far as this node knows, which is at least what
     * it has passed over here without a transaction; nothing of one that another node builds.
     */
    Position reached(Generation generation) {
        return present().stream()
                .filter(each -> each.generation().number() == generation.number())
                .map(RunningGeneration::position)
                .reduce(Position.START, Position::join);
    }
}
