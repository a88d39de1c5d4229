package dev.recount.archive.settled;

import dev.recount.archive.storage.FolderStorage;
import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.stored.archived.ArchiveTable;
import dev.recount.journal.stored.archived.ArchiveTable.Rule;
import dev.recount.journal.stored.archived.DeletionTable;
import dev.recount.journal.stored.archived.DeletionTable.Note;
import dev.recount.journal.stored.archived.KnownSegment;
import dev.recount.journal.stored.archived.StoredSegment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The segments of one journal that are old enough to be deleted: each whole, in the order in which they were made, so
 * that what is deleted of a stream are always its first events.
 */
final class OldSegments {

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
     * @param rules say for which stream types events may be deleted, and when
     * @param states tells whether streams can do without their first events
     */
    OldSegments(Database journal, List<Rule> rules, SettledStatesCheck states, Clock clock) {
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
        table.segments().stream()
                .filter(known -> known.deletedAt().isPresent())
                .forEach(known -> storage.remove(known.segment().file()));
        boolean isDone = forEach(storage, isToEnd, (known, content, rule) -> {
            if (!note(known, content, rule, by)) {
                return false;
            }
            storage.remove(known.segment().file());
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
            if (rule.isPresent() && deletion.delete(known, content, rule.get())) {
                segments++;
                events += known.segment().events();
                bytes += known.segment().bytes();
            } else {
                held.add(content.type());
            }
        }
        return true;
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
            content.last().keySet().forEach(states::require);
            deletions.delete(
                    known.number(),
                    content.last(),
                    rule.stateName(),
                    new Note(clock.instant(), by),
                    states::requireUncorrected);
            return true;
        } catch (DatabaseException | ArchiveException refused) {
            problems.add(known.segment().file() + " stays: " + refused.getMessage());
            return false;
        }
    }
}
