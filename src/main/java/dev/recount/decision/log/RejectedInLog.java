package dev.recount.decision.log;

import dev.recount.decision.RecordedRejection;
import dev.recount.decision.RejectionLog;
import dev.recount.decision.log.LoggedDecision.Rejected;
import dev.recount.log.LogReader;
import dev.recount.log.position.LogPlace;
import dev.recount.model.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rejections of the streams of one journal, one after another. */
final class RejectedInLog {

    /** The number that is read at once, and looked through: whatever was read, the same ones are looked through. */
    private static final int CHUNK = 100;

    /** A rejection is recorded after it was decided on, and meanwhile its stream may have accepted a command. */
    private static final Duration MOST_DELAY = Duration.ofSeconds(10);

    private final RejectionLog rejections;
    private final LogReader log;
    private final int journal;
    private final long end;
    private final Deque<RecordedRejection> chunk = new ArrayDeque<>();
    private @Nullable Next next;
    private long taken;
    private long read;
    private boolean ended;

    /**
     * The rejection that comes next.
     *
     * @param basis the place of the event that made the version that it was decided at
     */
    record Next(RecordedRejection rejection, LogPlace basis) {

        Instant recorded() {
            return RejectedInLog.recorded(rejection);
        }
    }

    RejectedInLog(RejectionLog rejections, LogReader log, int journal, long after, Optional<Long> end) {
        this.rejections = rejections;
        this.log = log;
        this.journal = journal;
        this.taken = after;
        this.read = after;
        this.end = end.orElse(Long.MAX_VALUE);
    }

    Optional<Next> peek() {
        if (next == null && hasMore()) {
            RecordedRejection first = chunk.element();
            next = new Next(first, basis(first));
        }
        return Optional.ofNullable(next);
    }

    /** Tells whether one of those that come next was decided on by a stream before the event of a version. */
    boolean hasBefore(StreamId stream, long version, Instant time) {
        Instant latest = time.plus(MOST_DELAY);
        return chunk.stream()
                .limit(CHUNK)
                .takeWhile(rejection -> !recorded(rejection).isAfter(latest))
                .anyMatch(rejection ->
                        rejection.stream().equals(stream) && version(rejection).orElse(version) < version);
    }

    private static OptionalLong version(RecordedRejection rejection) {
        return rejection.decision().version();
    }

    private static Instant recorded(RecordedRejection rejection) {
        return rejection.decision().command().metadata().recorded();
    }

    Rejected take() {
        RecordedRejection first = chunk.remove();
        next = null;
        taken = first.number();
        return new Rejected(journal, first);
    }

    /** Returns the number of the last one that was taken. */
    long number() {
        return taken;
    }

    /** An event that is not stored any more keeps nothing waiting. */
    private LogPlace basis(RecordedRejection rejection) {
        long version = version(rejection).orElse(0);
        return version == 0
                ? LogPlace.START
                : log.positionOf(rejection.stream(), version)
                        .map(position -> position.place(journal))
                        .orElse(LogPlace.START);
    }

    private boolean hasMore() {
        if (chunk.size() < CHUNK && !ended) {
            List<RecordedRejection> found = rejections.after(read, CHUNK);
            found.stream().filter(each -> each.number() <= end).forEach(chunk::add);
            ended = found.size() < CHUNK || found.getLast().number() >= end;
            read = found.isEmpty() ? read : found.getLast().number();
        }
        return !chunk.isEmpty();
    }
}
