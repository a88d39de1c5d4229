package dev.recount.view.projection;

import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.Known;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.model.StreamId;
import dev.recount.view.generation.LateCorrections;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The events of a stream as they are to be read from some of its corrections on. */
final class CorrectedPast {

    static final int PAGE = 1_000;

    private final LogReader log;
    private final StreamId stream;
    private final long end;
    private final Corrections before;
    private final Corrections now;

    /** Looks at the corrections of a stream. Blocks. */
    CorrectedPast(LogReader log, LateCorrections late) {
        this.log = log;
        this.stream = late.stream();
        this.end = late.last();
        Corrections all = log.corrections(stream);
        this.before = all.known(new Known.AtVersion(late.first() - 1));
        this.now = all.known(new Known.AtVersion(end));
    }

    /** Returns the first event that is read otherwise; none where the corrections come to nothing. */
    Optional<LogEntry> firstChanged() {
        return Stream.concat(before.overlays().keySet().stream(), now.overlays().keySet().stream())
                .filter(version -> !before.of(version).equals(now.of(version)))
                .min(Long::compare)
                .map(version -> read(version - 1, 1).getFirst());
    }

    /** Returns the first event of the same time as another one: those of one time are done anew together. */
    LogEntry firstAtTimeOf(LogEntry event) {
        LogEntry first = event;
        while (first.version() > 1) {
            LogEntry earlier = read(first.version() - 2, 1).getFirst();
            if (time(earlier).isBefore(time(event))) {
                return first;
            }
            first = earlier;
        }
        return first;
    }

    static Instant time(LogEntry event) {
        return event.header().metadata().time();
    }

    /** Returns the next events after a version, in order; none at the end. */
    List<LogEntry> after(long version) {
        return read(version, PAGE).stream()
                .filter(entry -> entry.version() <= end)
                .map(entry -> entry.with(now))
                .toList();
    }

    private List<LogEntry> read(long after, int limit) {
        return log.readStream(stream, after, limit).entries();
    }
}
