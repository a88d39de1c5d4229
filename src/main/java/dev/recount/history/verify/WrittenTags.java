package dev.recount.history.verify;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.JournalKey;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.tag.table.TagDefinition;
import dev.recount.journal.tag.table.TagTable;
import dev.recount.model.StreamId;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The tags of events as the tables have them, to be held against the events: of stream types of which all are tagged.
 *
 * <p>What the tables have more is no fault: it is of an event that is read otherwise since, or of an earlier rule, and
 * nothing is selected by it that does not have the tag itself.
 */
final class WrittenTags {

    private static final int MOST_TOLD = 100;

    private final PerJournal<TagTable> tables;
    private final Map<String, Integer> built = new HashMap<>();
    private final VerificationProgress progress;

    WrittenTags(PerJournal<Database> journals, VerificationProgress progress) {
        this.tables = journals.map(TagTable::new);
        this.progress = progress;
        tables.all().stream()
                .flatMap(table -> table.definitions().stream())
                .filter(TagDefinition::isBuilt)
                .forEach(each -> built.put(each.streamType(), each.revision()));
    }

    /** Returns what holds each event of a stream, as it comes, against the tags that are written of it. */
    BiConsumer<Long, RecordedEvent> of(StreamId stream, StreamCodec<?, ?, ?> codec) {
        boolean areBuilt = codec.tags()
                .revision()
                .filter(revision -> revision.equals(built.get(stream.type())))
                .isPresent();
        if (!areBuilt) {
            return (_, _) -> {};
        }
        SortedMap<Long, SortedSet<String>> written =
                new TreeMap<>(tables.of(stream).of(stream));
        return (version, event) -> {
            try {
                var missing = new TreeSet<>(codec.tags().texts(stream, event.events()));
                missing.removeAll(written.getOrDefault(version, new TreeSet<>()));
                if (!missing.isEmpty()) {
                    report(stream, version, "it is not found by its tag " + missing.getFirst());
                }
            } catch (DatabaseException keysAway) {
                throw keysAway;
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
                // What rules throw may tell of the event, and that may be personal data.
                report(
                        stream,
                        version,
                        "the rules fail on its tags: " + defect.getClass().getName());
            }
        };
    }

    /** Looks for tags that are written of events that are not there. */
    void requireEvents() {
        for (TagTable table : tables.all()) {
            for (TagTable.Place place : table.withoutEvents(MOST_TOLD)) {
                String stream = JournalKey.find(place.persistenceId())
                        .map(StreamId::toString)
                        .orElse(place.persistenceId());
                progress.found(new Finding(stream, place.version(), "there is a tag, but no event: " + place.tag()));
            }
        }
    }

    private void report(StreamId stream, long version, String problem) {
        progress.found(new Finding(stream.toString(), version, problem));
    }
}
