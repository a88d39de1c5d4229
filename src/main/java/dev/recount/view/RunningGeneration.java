package dev.recount.view;

import dev.recount.log.position.Position;
import dev.recount.model.view.View;
import dev.recount.projection.Epoch;
import dev.recount.projection.LogBatch;
import dev.recount.projection.LogBatches;
import dev.recount.projection.ProjectionProgress;
import dev.recount.projection.RunningProjection;
import dev.recount.view.generation.Generation;
import dev.recount.view.projection.BatchRows;
import dev.recount.view.projection.ViewProjection;
import dev.recount.view.table.RowMapping;
import dev.recount.view.table.RowTable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.projection.Projection;
import org.apache.pekko.projection.jdbc.javadsl.JdbcProjection;

/** A generation with the projection that builds it, where one does. */
final class RunningGeneration<R> implements ViewProjection.Listener {

    private final View<R> view;
    private final Generation generation;
    private final ViewParts parts;
    private final Owner owner;
    private final ProjectionProgress progress = new ProjectionProgress();
    private final LogBatches batches;
    private Optional<RunningProjection> projection = Optional.empty();
    private volatile boolean live;
    private volatile boolean failed;

    /** The view that the generation is one of. */
    interface Owner {

        /** The generation has taken the place of the one that was live. */
        void switchedTo(RunningGeneration<?> successor);

        /** The generation stands at an event that it cannot take in. */
        void stoppedAt(RunningGeneration<?> stopped, Generation.Failure failure);
    }

    RunningGeneration(View<R> view, Generation generation, boolean live, ViewParts parts, Owner owner) {
        this.view = view;
        this.generation = generation;
        this.live = live;
        this.failed = generation.failure().isPresent();
        this.parts = parts;
        this.owner = owner;
        this.batches = new LogBatches(
                parts.log(), view.streamTypes(), parts.projections().batchEvents(), progress, () -> !isLive());
        progress.startAt(parts.generations().position(generation));
    }

    Generation generation() {
        return generation;
    }

    ProjectionProgress progress() {
        return progress;
    }

    /** Returns the position up to which queries see the log. */
    Position position() {
        return progress.position();
    }

    /** Starts to build, from where it had come to. */
    void start(RowMapping<R> mapping) {
        RowTable<R> table = parts.tables().open(generation, mapping);
        Epoch epoch = parts.generations().takeOver(generation);
        Projection<LogBatch> building = JdbcProjection.exactlyOnce(
                generation.projection(),
                batches,
                () -> parts.sessions().begin(epoch),
                () -> new ViewProjection<>(
                        view,
                        generation,
                        new BatchRows<>(table, parts.settings().recentRows()),
                        this),
                parts.system());
        projection = Optional.of(RunningProjection.start(parts.system(), building));
    }

    /** Notes that it cannot begin, which is forgotten with its first batch. */
    void stoppedBefore() {
        failed = true;
    }

    /** Stops to build; completes once it has. */
    CompletionStage<?> stop() {
        CompletionStage<?> stopped = projection
                .<CompletionStage<?>>map(RunningProjection::stop)
                .orElseGet(() -> CompletableFuture.completedStage(generation));
        projection = Optional.empty();
        return stopped;
    }

    boolean isRunning() {
        return projection.isPresent();
    }

    @Override
    public boolean isLive() {
        return live;
    }

    @Override
    public boolean hadFailed() {
        return failed;
    }

    @Override
    public void committed(LogBatch batch, boolean switched) {
        live = live || switched;
        failed = false;
        progress.processed(batch.end());
        if (switched) {
            parts.executor().execute(() -> owner.switchedTo(this));
        }
    }

    @Override
    public void failed(LogBatch batch, Generation.Failure failure) {
        if (batch.entries().size() > 1) {
            batches.beCarefulUntil(batch.end());
        } else {
            failed = true;
            parts.executor().execute(() -> owner.stoppedAt(this, failure));
        }
    }
}
