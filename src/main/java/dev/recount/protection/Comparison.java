package dev.recount.protection;

import dev.recount.journal.EventHeader;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.Recorded.Unreadable;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.CorrectionJson;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.correction.CorrectedEvent;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Overlay;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.KeyState;
import dev.recount.privacy.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The comparison of what an event says once it is protected with what it said before. */
final class Comparison {

    private static final CorrectedEvent ANY = new CorrectedEvent("", 1, "");

    private final EventReader reader;
    private final Keys keys;

    Comparison(Codecs codecs, Keys keys) {
        this.reader = codecs.reader().withoutMarks();
        this.keys = keys;
    }

    /**
     * Makes sure that both say the same, but for the chain, and for what is of a person who is erased.
     *
     * @param previous the hash that the new one holds of the event before it
     * @throws IllegalStateException if they do not
     */
    void requireSame(JournalEntry found, JournalEntry now, String previous) {
        var before = new JournalEntry(found.stream(), found.version(), found.stored(), found.before()); // as recorded
        Recorded was = reader.read(before);
        Recorded is = reader.read(now);
        boolean isSame = was instanceof RecordedEvent one
                ? is instanceof RecordedEvent other
                        && isSame(one.header(), other.header(), previous)
                        && (isErased(before) || areSame(before, now, one, other))
                : is instanceof Unreadable;
        if (!isSame) {
            throw new IllegalStateException(before.id() + " does not say the same once it is protected");
        }
    }

    private boolean isErased(JournalEntry entry) {
        return keys.of(Subject.of(entry.stream())) instanceof KeyState.Erased;
    }

    private static boolean isSame(EventHeader one, EventHeader other, String previous) {
        return one.metadata().equals(other.metadata())
                && one.migrated().equals(other.migrated())
                && one.command().id().equals(other.command().id())
                && other.previous().equals(previous);
    }

    private boolean areSame(JournalEntry before, JournalEntry now, RecordedEvent one, RecordedEvent other) {
        if (!Correction.isReserved(before.stored().manifest())) {
            return one.parts().equals(other.parts());
        }
        Correction was = correction(before);
        Correction is = correction(now);
        return was.map(_ -> ANY).equals(is.map(_ -> ANY)) && given(before, was).equals(given(now, is));
    }

    private Correction correction(JournalEntry entry) {
        try {
            return CorrectionJson.read(
                    reader.open(entry).storedDocuments().getFirst().data());
        } catch (IOException malformed) {
            throw new IllegalStateException(entry.id() + " cannot be read: " + malformed.getMessage(), malformed);
        }
    }

    /** The events that a correction gives are read as they will be, laid over a place. */
    private Object given(JournalEntry entry, Correction correction) {
        var given = new ArrayList<CorrectedEvent>();
        var _ = correction.map(event -> {
            given.add(event);
            return event;
        });
        var overlay = new Overlay(Optional.of(given), List.of(), List.of(entry.version()), Optional.empty());
        return switch (reader.read(
                new JournalEntry(entry.stream(), entry.version(), entry.stored(), entry.before(), overlay))) {
            case RecordedEvent event -> event.parts();
            case Unreadable unreadable -> unreadable.problem();
        };
    }
}
