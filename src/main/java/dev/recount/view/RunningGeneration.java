package dev.recount.view;

import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.Known;
import dev.recount.log.Knowledge;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.privacy.subject.SubjectRules;
import dev.recount.projection.Epoch;
import dev.recount.projection.LogBatch;
import dev.recount.projection.LogBatches;
import dev.recount.projection.ProjectionProgress;
import dev.recount.projection.RunningProjection;
import dev.recount.view.generation.Generation;
import dev.recount.view.projection.BatchRows;
import dev.recount.view.projection.PastBatches;
import dev.recount.view.projection.ViewProjection;
import dev.recount.view.table.RowMapping;
import dev.recount.view.table.RowTable;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private volatile boolean overtaken;
    private volatile Map<StreamId, Corrections> corrections = Map.of();

    /** The view that the generation is one of. */
    interface Owner {

        /** The generation has taken the place of the one that was live. */
        void switchedTo(RunningGeneration<?> successor);

        /** A correction has come too late for events that the generation had taken in before. */
        void overtaken(RunningGeneration<?> generation);

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
                parts.log(),
                followed(view, generation),
                parts.projections().batchEvents(),
                progress,
                () -> !isLive(),
                this::corrected);
        if (generation.uncorrected().isPresent()) {
            overtake();
        }
        progress.startAt(parts.generations().position(generation));
    }

    private static Set<String> followed(View<?> view, Generation generation) {
        var followed = new HashSet<>(view.streamTypes());
        if (generation.definition().shape().holdsPersonal()) {
            followed.add(SubjectRules.NAME);
        }
        return followed;
    }

    /** An event that was corrected later than it knows is corrected once it meets the correction. */
    private LogEntry corrected(LogEntry entry) {
        return entry.isCorrection() ? entry : entry.with(corrections.getOrDefault(entry.stream(), Corrections.NONE));
    }

    /** Tells whether a correction has come too late for events that it had taken in before. */
    boolean isOvertaken() {
        return overtaken;
    }

    /** Lets those who wait for it wait for the next generation: what it shows was corrected. */
    private void overtake() {
        overtaken = true;
        progress.hold();
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
        corrections = parts.log().reader().corrections(view.streamTypes(), new Knowledge.At(generation.known()));
        Epoch epoch = parts.generations().takeOver(generation);
        Projection<LogBatch> building = JdbcProjection.exactlyOnce(
                generation.projection(),
                table.isByStream() && table.keepsHistory() ? new PastBatches(batches) : batches,
                () -> parts.sessions().begin(epoch),
                () -> new ViewProjection<>(
                        view,
                        generation,
                        new BatchRows<>(table, parts.settings().recentRows()),
                        parts.log().reader(),
                        parts.settings().correctedAtOnce(),
                        this),
                parts.system());
        projection = Optional.of(RunningProjection.start(parts.system(), building));
    }

    /** Tells whether the stream of an event that it could not take in is read otherwise by now. */
    boolean isCorrectedSince(EventId event) {
        LogReader log = parts.log().reader();
        Corrections now = log.corrections(event.stream());
        Known then = new Knowledge.At(generation.known()).of(event.stream(), log);
        return !now.overlays().equals(now.known(then).overlays());
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
        if (!overtaken && batch.entries().stream().anyMatch(this::overtakes)) {
            overtake();
            parts.executor().execute(() -> owner.overtaken(this));
        }
        progress.processed(batch.end());
        if (switched) {
            parts.executor().execute(() -> owner.switchedTo(this));
        }
    }

    private boolean overtakes(LogEntry entry) {
        return !view.isByStream() && entry.isCorrection() && generation.isOvertakenBy(entry.position());
    }

    @Override
    public boolean makeRoom() {
        return parts.tables().makeRoom(generation);
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
