package dev.recount.replay.counting;

import dev.recount.database.segment.SegmentAwayException;
import dev.recount.database.sql.DatabaseException;
import dev.recount.model.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counting of something that follows from the events of each stream of a type, from the first stream to the last
 * one.
 *
 * <p>A stream that is damaged, or on which the rules fail, keeps no other from being counted: it is tried again after a
 * while, and the counting ends once none is left.
 *
 * @param <T> what is counted of a stream
 */
public final class Counting<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Counting.class);

    /** Few enough that writers, who wait for each transaction, hardly notice. */
    private static final int STREAMS = 64;

    /** Where so many cannot be counted, it is the rules that are wrong, and memory is not to be filled by streams. */
    private static final int MOST_LEFT = 1_000;

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Counted<T> counted;
    private final InstantSource clock;
    private final Set<StreamId> left = new LinkedHashSet<>();
    private Optional<String> last = Optional.empty();
    private boolean isAtEnd;
    private Instant again = Instant.MAX;

    public Counting(Counted<T> counted, InstantSource clock) {
        this.counted = counted;
        this.clock = clock;
    }

    /**
     * Goes on from where it was, as far as it can be now; also after it has failed.
     *
     * @return whether all streams have been counted
     */
    public boolean goOn(BooleanSupplier isToEnd) {
        retry(isToEnd);
        while (!isAtEnd && left.size() < MOST_LEFT && !isToEnd.getAsBoolean()) {
            List<StreamId> page = counted.streams(last, STREAMS);
            add(page);
            isAtEnd = page.isEmpty();
            last = page.isEmpty() ? last : Optional.of(page.getLast().id());
        }
        return isAtEnd && left.isEmpty();
    }

    private void retry(BooleanSupplier isToEnd) {
        if (left.isEmpty() || clock.instant().isBefore(again)) {
            return;
        }
        for (StreamId stream : List.copyOf(left)) {
            if (isToEnd.getAsBoolean()) {
                return;
            }
            add(List.of(stream));
        }
        again = clock.instant().plus(PAUSE);
    }

    /** Returns the streams that could not be counted yet. */
    public List<StreamId> left() {
        return List.copyOf(left);
    }

    private void add(List<StreamId> page) {
        var failed = new LinkedHashSet<StreamId>();
        List<StreamId> open = page;
        while (!open.isEmpty()) {
            var results = new ArrayList<T>();
            for (StreamId stream : open) {
                count(stream).ifPresentOrElse(results::add, () -> failed.add(stream));
            }
            open = results.isEmpty() ? List.of() : counted.write(results);
        }
        if (left.isEmpty() && !failed.isEmpty()) {
            again = clock.instant().plus(PAUSE);
        }
        page.stream().filter(stream -> !failed.contains(stream)).forEach(left::remove);
        left.addAll(failed);
        counted.noteLeft(left());
    }

    private Optional<T> count(StreamId stream) {
        try {
            Optional<T> result = counted.count(stream);
            if (result.isEmpty() && !left.contains(stream)) {
                LOG.error("{} is damaged, so that it cannot be told {}", stream, counted.what());
            }
            return result;
        } catch (SegmentAwayException away) {
            if (!left.contains(stream)) {
                LOG.error("It cannot be told of {} {}: {}", stream, counted.what(), away.getMessage());
            }
            return Optional.empty();
        } catch (DatabaseException away) {
            throw away;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            if (!left.contains(stream)) {
                LOG.error("The rules failed on {} where it is to be told {}", stream, counted.what(), defect);
            }
            return Optional.empty();
        }
    }
}
