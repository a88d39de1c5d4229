package dev.recount.decision.log;

import dev.recount.decision.RecordedRejection;
import dev.recount.decision.Rejections;
import dev.recount.decision.log.LoggedDecision.Rejected;
import dev.recount.log.LogReader;
import dev.recount.log.position.LogPlace;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The rejections of the streams of one journal, one after another. */
final class RejectedInLog {

    /** The number that is read at once, and looked through: whatever was read, the same ones are looked through. */
    private static final int CHUNK = 100;

    /** A rejection is recorded after it was decided on, and meanwhile its stream may have accepted a command. */
    private static final Duration MOST_DELAY = Duration.ofSeconds(10);

    private final Rejections rejections;
    private final LogReader log;
    private final int journal;
    private final long end;
    private final Deque<Next> chunk = new ArrayDeque<>();
    private long taken;
    private long read;
    private boolean ended;

    /**
     * A rejection that comes next.
     *
     * @param basis the place of the event that made the version that it was decided at
     */
    record Next(RecordedRejection rejection, LogPlace basis) {

        Instant recorded() {
            return rejection.decision().command().metadata().recorded();
        }
    }

    RejectedInLog(Rejections rejections, LogReader log, int journal, long after, Optional<Long> end) {
        this.rejections = rejections;
        this.log = log;
        this.journal = journal;
        this.taken = after;
        this.read = after;
        this.end = end.orElse(Long.MAX_VALUE);
    }

    Optional<Next> peek() {
        return hasMore() ? Optional.of(chunk.element()) : Optional.empty();
    }

    /** Tells whether one of those that come next was decided on by a stream before the event of a version. */
    boolean hasBefore(StreamId stream, long version, Instant time) {
        Instant latest = time.plus(MOST_DELAY);
        return chunk.stream()
                .limit(CHUNK)
                .takeWhile(next -> !next.recorded().isAfter(latest))
                .map(Next::rejection)
                .anyMatch(rejection ->
                        rejection.stream().equals(stream) && version(rejection).orElse(version) < version);
    }

    private static OptionalLong version(RecordedRejection rejection) {
        return rejection.decision().version();
    }

    Rejected take() {
        RecordedRejection first = chunk.remove().rejection();
        taken = first.number();
        return new Rejected(journal, first);
    }

    /** Returns the number of the last one that was taken. */
    long number() {
        return taken;
    }

    private boolean hasMore() {
        if (chunk.size() < CHUNK && !ended) {
            List<RecordedRejection> found = rejections.after(read, CHUNK);
            add(found.stream().filter(each -> each.number() <= end).toList());
            ended = found.size() < CHUNK || found.getLast().number() >= end;
            read = found.isEmpty() ? read : found.getLast().number();
        }
        return !chunk.isEmpty();
    }

    /** An event that is not stored any more keeps no rejection waiting. */
    private void add(List<RecordedRejection> found) {
        List<EventId> decidedAt = found.stream()
                .flatMap(rejection -> decidedAt(rejection).stream())
                .distinct()
                .toList();
        Map<EventId, LogPlace> places = decidedAt.isEmpty() ? Map.of() : log.placesOf(journal, decidedAt);
        for (RecordedRejection rejection : found) {
            LogPlace basis = decidedAt(rejection)
                    .map(event -> places.getOrDefault(event, LogPlace.START))
                    .orElse(LogPlace.START);
            chunk.add(new Next(rejection, basis));
        }
    }

    /** Returns the event that made the version that a rejection was decided at, if there is one. */
    private static Optional<EventId> decidedAt(RecordedRejection rejection) {
        long version = version(rejection).orElse(0);
        return version > 0 ? Optional.of(EventId.of(rejection.stream(), version)) : Optional.empty();
    }
}
