package dev.recount.archive.settled;

import dev.recount.archive.storage.FolderStorage;
import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.archived.ArchiveTable;
import dev.recount.journal.stored.archived.ArchiveTable.Rule;
import dev.recount.journal.stored.archived.DeletionTable;
import dev.recount.journal.stored.archived.DeletionTable.Note;
import dev.recount.journal.stored.archived.KnownSegment;
import dev.recount.journal.stored.archived.StoredSegment;
import dev.recount.model.StreamId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The segments of one journal that are old enough to be deleted: each whole, in the order in which they were made, so
 * that what is deleted of a stream are always its first events. After a move into several journals, each of them has
 * noted the segments of before: each deletes what its own streams have in one, and the last of them its file.
 */
final class OldSegments {

    private final PerJournal<Database> journals;
    private final Database journal;
    private final ArchiveTable table;
    private final DeletionTable deletions;
    private final Map<String, Rule> rules;
    private final SettledStatesCheck states;
    private final Clock clock;
    private final List<String> problems = new ArrayList<>();
    private int segments;
    private long events;
    private long bytes;

    /**
     * Looks at those of a journal.
     *
     * @param journals all that there are
     * @param journal one of them
     * @param rules say for which stream types events may be deleted, and when
     * @param states tells whether streams can do without their first events
     */
    OldSegments(
            PerJournal<Database> journals, Database journal, List<Rule> rules, SettledStatesCheck states, Clock clock) {
        this.journals = journals;
        this.journal = journal;
        this.table = new ArchiveTable(journal);
        this.deletions = new DeletionTable(journal);
        this.rules = rules.stream().collect(Collectors.toMap(Rule::type, Function.identity()));
        this.states = states;
        this.clock = clock;
    }

    /** Tells what may be deleted, and changes nothing. */
    Deleted look(FolderStorage storage) {
        forEach(storage, () -> false, (_, _, _) -> true);
        return new Deleted(segments, events, bytes, problems, segments == 0);
    }

    /**
     * Deletes them, and removes the files of those that were deleted before, as far as some are left.
     *
     * @param by who deletes
     */
    Deleted delete(FolderStorage storage, String by, BooleanSupplier isToEnd) {
        Set<String> needed = files(journals.all().stream().filter(other -> other != journal));
        table.segments().stream()
                .filter(known -> known.deletedAt().isPresent())
                .map(known -> known.segment().file())
                .filter(file -> !needed.contains(file))
                .forEach(storage::remove);
        boolean isDone = forEach(storage, isToEnd, (known, content, rule) -> {
            if (!note(known, content, rule, by)) {
                return false;
            }
            if (!needed.contains(known.segment().file())) {
                storage.remove(known.segment().file());
            }
            return true;
        });
        return new Deleted(segments, events, bytes, problems, isDone);
    }

    /** A way to go about a segment that may be deleted. */
    private interface Deletion {

        /** Tells whether it could be done; then later segments of the type may follow. */
        boolean delete(KnownSegment known, OldSegment content, Rule rule);
    }

    /** Tells whether it came to the end. */
    private boolean forEach(FolderStorage storage, BooleanSupplier isToEnd, Deletion deletion) {
        Set<String> held = new HashSet<>();
        Set<String> countedLater = files(
                journals.all().stream().dropWhile(other -> other != journal).skip(1));
        for (KnownSegment known : table.segments()) {
            if (isToEnd.getAsBoolean()) {
                return false;
            }
            if (known.deletedAt().isPresent() || isHeld(known.segment(), held)) {
                continue;
            }
            OldSegment content;
            try {
                content = OldSegment.read(storage, known.segment());
            } catch (ArchiveException unusable) {
                problems.add(String.valueOf(unusable.getMessage()));
                holdAll(known.segment(), held);
                continue;
            }
            Optional<Rule> rule = ruleOf(content.type(), content.newest());
            if (rule.isEmpty() || !deletion.delete(known, content, rule.get())) {
                held.add(content.type());
            } else if (!countedLater.contains(known.segment().file())) {
                count(known.segment());
            }
        }
        return true;
    }

    private void count(StoredSegment segment) {
        segments++;
        events += segment.events();
        bytes += segment.bytes();
    }

    /** Returns the files that some of the journals still need. */
    private static Set<String> files(Stream<Database> some) {
        return some.flatMap(each -> new ArchiveTable(each).segments().stream())
                .filter(known -> known.deletedAt().isEmpty())
                .map(known -> known.segment().file())
                .collect(Collectors.toSet());
    }

    /** Returns the streams of a segment that are in this journal, with the last version of each. */
    private SortedMap<StreamId, Long> own(OldSegment content) {
        var own = new TreeMap<>(content.last());
        own.keySet().removeIf(stream -> journals.of(stream) != journal);
        return own;
    }

    /** Tells, without a look into it, whether it stays, as one does that came before it. */
    private boolean isHeld(StoredSegment segment, Set<String> held) {
        Optional<StoredSegment.Content> content = segment.content();
        boolean isHeld = content.filter(known -> held.contains(known.type())
                        || ruleOf(known.type(), known.newest()).isEmpty())
                .isPresent();
        if (isHeld) {
            held.add(content.get().type());
        }
        return isHeld || (content.isEmpty() && held.containsAll(rules.keySet()));
    }

    private void holdAll(StoredSegment segment, Set<String> held) {
        segment.content().ifPresentOrElse(content -> held.add(content.type()), () -> held.addAll(rules.keySet()));
    }

    /** Returns the rule by which events of a type may be deleted of which the newest was written then. */
    private Optional<Rule> ruleOf(String type, Instant newest) {
        return Optional.ofNullable(rules.get(type))
                .filter(rule -> rule.retention()
                        .map(period -> clock.instant()
                                .atZone(ZoneOffset.UTC)
                                .minus(period)
                                .toInstant())
                        .filter(newest::isBefore)
                        .isPresent());
    }

    private boolean note(KnownSegment known, OldSegment content, Rule rule, String by) {
        try {
            SortedMap<StreamId, Long> own = own(content);
            own.keySet().forEach(states::require);
            deletions.delete(
                    known.number(), own, rule.stateName(), new Note(clock.instant(), by), states::requireUncorrected);
            return true;
        } catch (DatabaseException | ArchiveException refused) {
            problems.add(known.segment().file() + " stays: " + refused.getMessage());
            return false;
        }
    }
}
