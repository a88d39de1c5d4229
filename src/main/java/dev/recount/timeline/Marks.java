package dev.recount.timeline;

import dev.recount.database.sql.StorableText;
import dev.recount.journal.EventHeader;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.CorrectionJson;
import dev.recount.log.LogEntry;
import dev.recount.model.EventId;
import dev.recount.privacy.subject.SubjectRules;
import dev.recount.timeline.Mark.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The marks that a stretch of the log gives: those of one minute that say the same are one. */
final class Marks {

    private static final int LONGEST_TEXT = 200;

    private final Set<String> settling;
    private final RulesUse rules;
    private final Map<Key, Mark> marks = new LinkedHashMap<>();

    /** A minute, and what is said of it. */
    record Key(long number, Kind kind, String text) {}

    /**
     * Begins without a mark.
     *
     * @param settling the types of the events after which streams are settled
     * @param rules the rules that are known already, which learns of others
     */
    Marks(Set<String> settling, RulesUse rules) {
        this.settling = settling;
        this.rules = rules;
    }

    /** Returns the types of the events after which streams are settled. */
    static Set<String> settling(Codecs codecs) {
        return codecs.types().stream()
                .flatMap(type ->
                        type.snapshots().settledAt().stream().map(event -> type.name() + "." + event.getSimpleName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes in an event that can be read, which comes in the log after those that were taken in before. */
    void add(LogEntry entry, EventHeader header) {
        Instant recorded = header.metadata().recorded();
        String type = entry.stored().type();
        if (entry.isCorrection()) {
            add(entry, recorded, Kind.CORRECTION, reason(entry));
        } else if (entry.stream().type().equals(SubjectRules.NAME)) {
            add(entry, recorded, Kind.ERASURE, "a person was forgotten");
        } else if (settling.contains(type)) {
            add(entry, header.metadata().time(), Kind.SETTLED, type);
        }
        header.command()
                .detail()
                .flatMap(command -> command.rules())
                .filter(fingerprint -> rules.use(entry.stream().type(), fingerprint, recorded))
                .ifPresent(fingerprint -> add(
                        entry,
                        recorded,
                        Kind.DEPLOYMENT,
                        "rules " + fingerprint + " of " + entry.stream().type()));
    }

    private static String reason(LogEntry entry) {
        try {
            return CorrectionJson.read(entry.documents().getFirst().data()).reason();
        } catch (IOException unreadable) {
            return "it cannot be read why"; // the stream itself is told to be damaged
        }
    }

    private void add(LogEntry entry, Instant time, Kind kind, String text) {
        String told = StorableText.of(text, LONGEST_TEXT);
        var mark = new Mark(time, kind, Optional.of(EventId.of(entry.stream(), entry.version())), told, 1);
        marks.merge(
                new Key(Grain.MINUTE.number(time), kind, told),
                mark,
                (first, _) -> new Mark(first.time(), kind, first.event(), told, first.count() + 1));
    }

    /** Returns them, by what those have in common that are one. */
    Map<Key, Mark> all() {
        return marks;
    }
}
