package dev.recount.projection;

import dev.recount.log.position.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The position that a projection has come to, for those who wait for it. */
public final class ProjectionProgress {

    private final List<Waiting> waiting = new ArrayList<>();
    private Position processed = Position.START;
    private Position emitted = Position.START;
    private Position skipped = Position.START;
    private Position reached = Position.START;
    private long reading;
    private boolean held;
    private @Nullable ProjectionProgress successor;

    private record Waiting(Position position, CompletableFuture<@Nullable Void> told) {}

    /**
     * Takes up the position that is stored, before anything is read. What was passed over before stays so.
     *
     * @return the number of the reading that begins; an earlier one may still wait for events, and is not listened to
     *     any more
     */
    public synchronized long startAt(Position position) {
        processed = position;
        emitted = position;
        skipped = position;
        wake();
        return ++reading;
    }

    /** Tells that a batch up to this position is on its way. */
    synchronized void emitted(long by, Position end) {
        if (by == reading) {
            emitted = end;
        }
    }

    /** Tells that there is nothing that concerns the projection between the last batch and this position. */
    synchronized void skipped(long by, Position end) {
        if (by == reading) {
            skipped = end;
            wake();
        }
    }

    /** Tells that the batch up to this position has been committed. */
    public synchronized void processed(Position end) {
        processed = end;
        wake();
    }

    /** Lets nothing that is done from now on count: those who wait are to wait for another projection. */
    public synchronized void hold() {
        held = true;
    }

    /** Returns the position up to which everything has been done. */
    public synchronized Position position() {
        return reached;
    }

    /**
     * Completes once everything up to this position has been done; never, if that never comes. Who completes it earlier
     * waits no more.
     */
    public synchronized CompletionStage<@Nullable Void> reached(Position position) {
        if (successor != null) {
            return successor.reached(position);
        }
        var told = new CompletableFuture<@Nullable Void>();
        if (reached.covers(position)) {
            told.complete(null);
        } else {
            waiting.removeIf(each -> each.told.isDone());
            waiting.add(new Waiting(position, told));
        }
        return told;
    }

    /** Returns how many wait. */
    synchronized int waiting() {
        waiting.removeIf(each -> each.told.isDone());
        return waiting.size();
    }

    /** Lets those who wait here, and those who are still to come, wait for another projection instead. */
    public synchronized void handOverTo(ProjectionProgress other) {
        successor = other;
        other.takeOver(waiting);
        waiting.clear();
    }

    private synchronized void takeOver(List<Waiting> others) {
        if (successor != null) {
            successor.takeOver(others);
        } else {
            waiting.addAll(others);
            wake();
        }
    }

    private void wake() {
        // These follow each other on the way of one reader, so that one of two always covers the other.
        if (!held) {
            reached = reached.join(processed.covers(emitted) ? processed.join(skipped) : processed);
        }
        waiting.removeIf(each -> {
            boolean there = reached.covers(each.position);
            if (there) {
                each.told.completeAsync(() -> null);
            }
            return there || each.told.isDone();
        });
    }
}
