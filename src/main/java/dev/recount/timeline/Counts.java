package dev.recount.timeline;

import dev.recount.log.LogEntry;
import dev.recount.log.position.LogPlace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The numbers of events of a stretch of the log, by when they happened. */
final class Counts {

    private final Map<Key, Count> counts = new LinkedHashMap<>();

    /**
     * A time of whose events it is told how many there are.
     *
     * @param number which of the times of that length it is
     * @param journal the index of the journal
     */
    record Key(Grain grain, long number, int journal) {}

    /**
     * The events of a time.
     *
     * @param firstTime when the first of them happened, in microseconds since 1970
     * @param lastTime when the last of them did, rounded up
     * @param firstPlace the place of the first of them in the log
     * @param lastPlace the place of the last
     */
    record Count(long events, long firstTime, long lastTime, LogPlace firstPlace, LogPlace lastPlace) {

        private Count with(Count later) {
            return new Count(
                    events + later.events,
                    Math.min(firstTime, later.firstTime),
                    Math.max(lastTime, later.lastTime),
                    firstPlace,
                    later.lastPlace);
        }
    }

    /** Counts an event, which comes in the log after those that were counted before. */
    void add(LogEntry entry, Instant time) {
        long micros = micros(time);
        boolean isWhole = time.equals(time.truncatedTo(ChronoUnit.MICROS));
        var count = new Count(1, micros, isWhole ? micros : micros + 1, entry.place(), entry.place());
        for (Grain grain : Grain.values()) {
            counts.merge(new Key(grain, grain.number(time), entry.journal()), count, Count::with);
        }
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.truncatedTo(ChronoUnit.MICROS));
    }

    /** Returns what was counted, in the order of the log. */
    Map<Key, Count> all() {
        return counts;
    }
}
