package dev.recount.server.storage;

import dev.recount.database.segment.SegmentAwayException;
import dev.recount.journal.EventName;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.JournalPage;
import dev.recount.journal.Recorded;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.schema.EventSchema;
import dev.recount.journal.stored.EventShapes;
import dev.recount.journal.stored.EventShapes.EventShape;
import dev.recount.journal.stored.JournalReader;
import dev.recount.model.StreamId;
import dev.recount.server.storage.UnreadableEvents.Unfit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check that today's code reads all events of the journal. It knows from the names and the shapes that are kept of
 * them what to look at: the journal itself is read only where there is reason for it.
 */
final class StoredEventsCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StoredEventsCheck.class);

    private static final int PAGE = 256;

    /** So many of those that were stored before shapes were kept are looked at: the first lack what came later. */
    private static final int SAMPLE = 1_000;

    private final JournalReader journal;
    private final EventShapes shapes;
    private final Codecs codecs;
    private final EventSchema schema;

    StoredEventsCheck(JournalReader journal, EventShapes shapes, Codecs codecs) {
        this.journal = journal;
        this.shapes = shapes;
        this.codecs = codecs;
        this.schema = EventSchema.of(codecs);
    }

    /** Finds what cannot be read; events are counted only if there is reason to. */
    UnreadableEvents unreadable() {
        List<String> stored = journal.storedNames();
        NavigableMap<String, Long> unknown = new TreeMap<>();
        for (String name : stored) {
            if (!codecs.canRead(name)) {
                unknown.put(name, journal.count(name));
            }
        }
        unknown.values().removeIf(count -> count == 0);
        NavigableMap<String, Unfit> unfit = unfit(stored);
        journal.corrected().forEach(stream -> tryCorrections(stream, unfit));
        return new UnreadableEvents(unknown, unfit);
    }

    /** What is archived in a segment that is away keeps no server from its start. */
    private void tryCorrections(StreamId stream, NavigableMap<String, Unfit> unfit) {
        try {
            unfitCorrections(stream, unfit);
        } catch (SegmentAwayException away) {
            LOG.warn("It is not known whether the corrections of {} can be read: {}", stream, away.getMessage());
        }
    }

    /** Corrections are few, and hold events of any form: each that lies over another event is read. */
    private void unfitCorrections(StreamId stream, NavigableMap<String, Unfit> unfit) {
        Corrections corrections = journal.corrections(stream);
        long deleted = journal.deleted(stream).version();
        for (long version : corrections.overlays().keySet()) {
            if (version <= deleted) {
                continue;
            }
            journal.events(stream, version, 1, corrections).entries().stream()
                    .filter(entry -> codecs.canRead(entry.stored().manifest()))
                    .flatMap(entry -> problem(entry).stream())
                    .forEach(problem -> unfit.merge(
                            stream.type() + "." + Correction.EVENT + "/" + Correction.REVISION,
                            new Unfit(1, problem),
                            (known, one) -> new Unfit(known.count() + one.count(), known.obstacle())));
        }
    }

    /** Keeps the shapes of today's events, before the first is stored in them. */
    void keepShapes() {
        shapes.add(schema.shapes());
    }

    private NavigableMap<String, Unfit> unfit(List<String> stored) {
        Map<String, List<EventShape>> kept = new HashMap<>();
        shapes.all()
                .forEach(shape -> kept.computeIfAbsent(shape.storedName(), _ -> new ArrayList<>())
                        .add(shape));
        Set<String> today = schema.shapes().keySet();
        var doubtful = new TreeMap<String, List<String>>();
        stored.stream().filter(today::contains).forEach(name -> {
            List<EventShape> earlier = kept.getOrDefault(name, List.of());
            List<String> obstacles = earlier.isEmpty()
                    ? sampled(name)
                    : earlier.stream().flatMap(this::obstacles).distinct().toList();
            if (!obstacles.isEmpty()) {
                doubtful.put(name, obstacles);
            }
        });
        NavigableMap<String, Unfit> unfit = doubtful.isEmpty() ? new TreeMap<>() : counted(doubtful);
        doubtful.keySet().stream()
                .filter(name -> !unfit.containsKey(name))
                .flatMap(name -> kept.getOrDefault(name, List.of()).stream())
                .filter(shape -> obstacles(shape).findAny().isPresent())
                .forEach(shapes::remove);
        return unfit;
    }

    private Stream<String> obstacles(EventShape shape) {
        return schema.obstacles(EventName.parse(shape.storedName()), shape.shape()).stream();
    }

    private List<String> sampled(String name) {
        return journal.sample(name, SAMPLE).stream()
                .flatMap(entry -> problem(entry).stream())
                .limit(1)
                .toList();
    }

    /** An event that was changed where it lies is damage, and no affair of today's code. */
    private List<String> problem(JournalEntry entry) {
        return entry.stored().isAsWritten() && codecs.reader().read(entry) instanceof Recorded.Unreadable unreadable
                ? List.of(unreadable.problem())
                : List.of();
    }

    private NavigableMap<String, Unfit> counted(NavigableMap<String, List<String>> doubtful) {
        var unfit = new TreeMap<String, Unfit>();
        everyEvent(entry -> {
            List<String> obstacles = doubtful.get(entry.stored().manifest());
            if (obstacles != null && !problem(entry).isEmpty()) {
                unfit.merge(
                        entry.stored().manifest(),
                        new Unfit(1, String.join("; ", obstacles)),
                        (known, one) -> new Unfit(known.count() + one.count(), known.obstacle()));
            }
        });
        return unfit;
    }

    private void everyEvent(Consumer<JournalEntry> seen) {
        for (int index = 0; index < journal.journals(); index++) {
            journal.forEachName(index, "", name -> JournalKey.find(name).ifPresent(stream -> everyEvent(stream, seen)));
        }
    }

    private void everyEvent(StreamId stream, Consumer<JournalEntry> seen) {
        JournalPage page = journal.events(stream, journal.deleted(stream).version() + 1, PAGE);
        page.entries().forEach(seen);
        while (!page.atEnd()) {
            page = journal.events(stream, page.entries().getLast().version() + 1, PAGE);
            page.entries().forEach(seen);
        }
    }
}
