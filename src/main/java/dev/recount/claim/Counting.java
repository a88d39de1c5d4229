package dev.recount.claim;

import dev.recount.claim.Claims.Defined;
import dev.recount.database.segment.SegmentAwayException;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.claim.table.ClaimTable.Counted;
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
 * The counting of what streams of a type hold of a name, from the first stream to the last one.
 *
 * <p>A stream that is damaged, or on which the rules fail, keeps no other from being counted: it is tried again after a
 * while, and the counting ends once none is left.
 */
final class Counting {

    private static final Logger LOG = LoggerFactory.getLogger(Counting.class);

    /** Few enough that writers, who wait for each transaction, hardly notice. */
    private static final int STREAMS = 64;

    /** Where so many cannot be counted, it is the rules that are wrong, and memory is not to be filled by streams. */
    private static final int MOST_LEFT = 1_000;

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Claims claims;
    private final Defined one;
    private final InstantSource clock;
    private final Set<StreamId> left = new LinkedHashSet<>();
    private Optional<String> last = Optional.empty();
    private boolean isAtEnd;
    private Instant again = Instant.MAX;

    Counting(Claims claims, Defined one, InstantSource clock) {
        this.claims = claims;
        this.one = one;
        this.clock = clock;
    }

    /**
     * Goes on from where it was, as far as it can be now; also after it has failed.
     *
     * @return whether all streams have been counted
     */
    boolean goOn(BooleanSupplier isToEnd) {
        retry(isToEnd);
        while (!isAtEnd && left.size() < MOST_LEFT && !isToEnd.getAsBoolean()) {
            List<StreamId> page = claims.streams(one.streamType(), last, STREAMS);
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
    List<StreamId> left() {
        return List.copyOf(left);
    }

    private void add(List<StreamId> page) {
        var failed = new LinkedHashSet<StreamId>();
        List<StreamId> open = page;
        while (!open.isEmpty()) {
            var counted = new ArrayList<Counted>();
            for (StreamId stream : open) {
                count(stream).ifPresentOrElse(counted::add, () -> failed.add(stream));
            }
            open = counted.isEmpty() ? List.of() : claims.table().replace(counted);
        }
        if (left.isEmpty() && !failed.isEmpty()) {
            again = clock.instant().plus(PAUSE);
        }
        page.stream().filter(stream -> !failed.contains(stream)).forEach(left::remove);
        left.addAll(failed);
        claims.noteUncounted(one, left());
    }

    private Optional<Counted> count(StreamId stream) {
        try {
            Optional<Counted> counted = claims.count(stream, one.name());
            if (counted.isEmpty() && !left.contains(stream)) {
                LOG.error("{} is damaged, so that it cannot be told what it holds of {}", stream, one.name());
            }
            return counted;
        } catch (SegmentAwayException away) {
            if (!left.contains(stream)) {
                LOG.error("It cannot be told what {} holds of {}: {}", stream, one.name(), away.getMessage());
            }
            return Optional.empty();
        } catch (DatabaseException away) {
            throw away;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            if (!left.contains(stream)) {
                LOG.error("The rules failed on what {} holds of {}", stream, one.name(), defect);
            }
            return Optional.empty();
        }
    }
}
