package dev.recount.boundary;

import dev.recount.journal.Recorded;
import dev.recount.journal.codec.TagCodec;
import dev.recount.journal.tag.TagCondition;
import dev.recount.journal.tag.table.TagDefinition;
import dev.recount.log.LogEntry;
import dev.recount.log.LogPage;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.boundary.Boundary;
import dev.recount.model.boundary.Criterion;
import dev.recount.model.boundary.Selection;
import dev.recount.model.boundary.Tag;
import dev.recount.stream.BoundaryLook.Found;
import dev.recount.stream.BoundaryLook.Question;
import dev.recount.stream.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of several streams that commands are decided on, as they are read for them: through the log's reader, so
 * that corrections, erasures and the archive are seen to as everywhere.
 *
 * <p>The versions of the tags are taken before the events are read: what comes in between is read with them, or found
 * by the versions when the decision is stored. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when a database does not answer.
 */
public final class SelectedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(SelectedEvents.class);

    /** The number of times that they are read, as others come to them meanwhile. */
    private static final int ATTEMPTS = 5;

    private static final int PAGE = 256;

    private final Boundaries boundaries;
    private final LogReader log;
    private final int mostEvents;

    /**
     * Reads the one journal.
     *
     * @param mostEvents the most events that one command is decided on
     */
    public SelectedEvents(Boundaries boundaries, LogReader log, int mostEvents) {
        this.boundaries = boundaries;
        this.log = log;
        this.mostEvents = mostEvents;
    }

    /** Returns what rules make of the events that they are to decide on, as all of them were at one moment. */
    public Found look(Question question) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<Found> found = tryLook(question.boundary(), question.selection());
                if (found.isPresent()) {
                    return found.get();
                }
            }
            return new Found.Refused(Refusal.BOUNDARY_CHANGED, "what it is decided on changes all the time");
        } catch (NotDecidableException undecidable) {
            return new Found.Refused(undecidable.refusal(), undecidable.problem());
        }
    }

    private <M> Optional<Found> tryLook(Boundary<M, ?, ?, ?> boundary, Selection selection) {
        Map<String, Long> buildings = buildings(selection);
        List<SortedMap<String, Long>> before = versions(selection);
        M model = model(boundary, selection);
        return versions(selection).equals(before)
                ? Optional.of(new Found.Model(model, new TagCondition(before, buildings)))
                : Optional.empty();
    }

    /** Returns the buildings of the types that may have selected events, of which none must be without its tags. */
    private Map<String, Long> buildings(Selection selection) {
        Map<String, Integer> relied = Boundaries.defined(boundaries.codecs()).stream()
                .filter(type -> selection.criteria().stream()
                        .anyMatch(criterion ->
                                criterion.types().isEmpty() || criterion.types().contains(type.streamType())))
                .collect(Collectors.toMap(TaggedType::streamType, TaggedType::revision));
        for (Criterion criterion : selection.criteria()) {
            for (String type : criterion.types()) {
                if (!relied.containsKey(type)) {
                    throw new NotDecidableException(
                            Refusal.DOMAIN_DEFECT, "events of " + type + " are selected, and they have no tags");
                }
            }
        }
        Map<String, Long> buildings = boundaries.table().definitions().stream()
                .filter(TagDefinition::isBuilt)
                .filter(each -> Objects.equals(relied.get(each.streamType()), each.revision()))
                .collect(Collectors.toMap(TagDefinition::streamType, TagDefinition::building));
        for (String type : relied.keySet()) {
            if (!buildings.containsKey(type)) {
                throw new NotDecidableException(
                        Refusal.BOUNDARY_BUILDING, "the events of " + type + " are still being tagged");
            }
        }
        return buildings;
    }

    private List<SortedMap<String, Long>> versions(Selection selection) {
        var tags = new TreeSet<String>();
        selection.criteria().forEach(criterion -> tags.addAll(texts(criterion)));
        Map<String, Long> versions = boundaries.table().versions(tags);
        return selection.criteria().stream()
                .map(criterion -> {
                    SortedMap<String, Long> each = new TreeMap<>();
                    texts(criterion).forEach(tag -> each.put(tag, versions.getOrDefault(tag, 0L)));
                    return each;
                })
                .toList();
    }

    private static List<String> texts(Criterion criterion) {
        return criterion.tags().stream().map(Tag::toString).toList();
    }

    private <M> M model(Boundary<M, ?, ?, ?> boundary, Selection selection) {
        List<List<String>> tags =
                selection.criteria().stream().map(SelectedEvents::texts).toList();
        M model = guarded(boundary::initial);
        Position reached = Position.START;
        int read = 0;
        LogPage page;
        do {
            page = log.readTagged(0, tags, reached, PAGE);
            read += page.entries().size();
            if (read > mostEvents) {
                throw new NotDecidableException(
                        Refusal.BOUNDARY_TOO_LARGE,
                        "it would be decided on more than " + mostEvents + " events, see recount.streams.boundary");
            }
            for (LogEntry entry : page.entries()) {
                model = after(boundary, selection, model, entry);
            }
            reached = page.end(reached);
        } while (!page.atHead());
        return model;
    }

    /** The tables may know of tags that an event has no more, as it is read otherwise since. */
    private <M> M after(Boundary<M, ?, ?, ?> boundary, Selection selection, M before, LogEntry entry) {
        if (!(entry.recorded() instanceof Recorded.RecordedEvent event)) {
            throw new NotDecidableException(
                    Refusal.BOUNDARY_UNREADABLE, "an event that it is decided on cannot be read: " + entry.id());
        }
        TagCodec<?> codec =
                boundaries.codec(entry.stream().type()).orElseThrow().tags();
        M model = before;
        for (Object each : event.events()) {
            M last = model;
            model = guarded(() -> selection.selects(entry.stream(), each, codec.of(entry.stream(), each))
                    ? boundary.evolve(last, entry.stream(), each)
                    : last);
        }
        return model;
    }

    /** Rules may fail with errors as well, as where a class is missing; no rule may take the server with it. */
    private static <T> T guarded(Supplier<T> rule) {
        try {
            return rule.get();
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            LOG.error("The rules failed on the events that a command is decided on", defect);
            throw new NotDecidableException(
                    Refusal.DOMAIN_DEFECT, "the rules failed on the events that it is decided on");
        }
    }
}
