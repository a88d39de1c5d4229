package dev.recount.handler.reaction;

import dev.recount.journal.Recorded;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.Known;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.model.EventId;
import dev.recount.model.handler.Corrected;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The events that a correction changes, with how they were read before it and how they are read since. */
record CorrectedEvents(LogReader log, LogEntry correction) {

    /**
     * Returns them. Blocks.
     *
     * @throws EffectException if one cannot be read
     */
    <E> List<Corrected<E>> of(Class<E> type) {
        Corrections all = log.corrections(correction.stream());
        Corrections before = all.known(new Known.AtVersion(correction.version() - 1));
        Corrections now = all.known(new Known.AtVersion(correction.version()));
        Set<Long> versions = new TreeSet<>(before.overlays().keySet());
        versions.addAll(now.overlays().keySet());
        versions.removeIf(version -> before.of(version).equals(now.of(version)));
        String reason = all.all().stream()
                .filter(each -> each.version() == correction.version())
                .map(RecordedCorrection::correction)
                .map(Correction::reason)
                .findFirst()
                .orElse("");
        return versions.stream()
                .flatMap(version -> event(version).stream())
                .map(event -> new Corrected<>(
                        EventId.of(event.stream(), event.version()),
                        read(type, event.with(before)),
                        read(type, event.with(now)),
                        reason))
                .toList();
    }

    private Optional<LogEntry> event(long version) {
        return log.readStream(correction.stream(), version - 1, 1).entries().stream()
                .filter(entry -> entry.version() == version)
                .findFirst();
    }

    private static <E> List<E> read(Class<E> type, LogEntry entry) {
        return switch (entry.recorded()) {
            case Recorded.Unreadable(var _, var problem) ->
                throw new EffectException(entry.id() + ", which was corrected, cannot be read: " + problem);
            case Recorded.RecordedEvent event ->
                event.events().stream().map(type::cast).toList();
        };
    }
}
