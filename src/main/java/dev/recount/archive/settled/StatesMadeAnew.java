package dev.recount.archive.settled;

import dev.recount.database.Database;
import dev.recount.database.segment.SegmentAwayException;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.stored.archived.ArchiveTable.Rule;
import dev.recount.journal.stored.archived.SettledState;
import dev.recount.journal.stored.archived.SettledStateTable;
import dev.recount.model.StreamId;
import dev.recount.replay.Replay;
import dev.recount.replay.Snapshot;
import dev.recount.replay.StreamState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The settled states of one journal's streams, of which those are made anew, from the segments, that today's rules
 * cannot go on from: of changed classes, dropped by an erasure, or of before a correction. So each is read once more,
 * and not at each start of its stream.
 */
final class StatesMadeAnew {

    private static final int PAGE = 500;

    private final SettledStateTable table;
    private final List<Rule> rules;
    private final Replay replay;
    private final int rememberedCommands;
    private final Clock clock;
    private final List<String> problems = new ArrayList<>();
    private long made;

    /**
     * Looks at those of a journal.
     *
     * @param replay makes states
     * @param rememberedCommands the number of commands that they remember
     */
    StatesMadeAnew(Database journal, List<Rule> rules, Replay replay, int rememberedCommands, Clock clock) {
        this.table = new SettledStateTable(journal);
        this.rules = rules;
        this.replay = replay;
        this.rememberedCommands = rememberedCommands;
        this.clock = clock;
    }

    /** Makes them. */
    Archived run(BooleanSupplier isToEnd) {
        boolean isDone = rules.stream().allMatch(rule -> run(rule, isToEnd));
        return new Archived(0, 0, 0, 0, made, problems, isDone);
    }

    private boolean run(Rule rule, BooleanSupplier isToEnd) {
        List<SettledState> some = table.doubtful(rule, "", PAGE);
        while (!some.isEmpty()) {
            for (SettledState each : some) {
                if (isToEnd.getAsBoolean()) {
                    return false;
                }
                tryMake(rule, each);
            }
            some = some.size() < PAGE
                    ? List.of()
                    : table.doubtful(rule, some.getLast().stream().id(), PAGE);
        }
        return true;
    }

    /** A stream that cannot be read now must not keep the others from having theirs. */
    private void tryMake(Rule rule, SettledState seen) {
        try {
            make(rule, seen).ifPresent(problem -> problems.add(seen.stream() + " has no settled state: " + problem));
        } catch (SegmentAwayException | ArchiveException unable) {
            problems.add(seen.stream() + " has no settled state: " + unable.getMessage());
        }
    }

    /** Returns what stands in the way. */
    private Optional<String> make(Rule rule, SettledState seen) {
        Corrections corrections = replay.journal().corrections(seen.stream());
        boolean counts = !seen.isDropped() && corrections.leave(seen.version());
        boolean isOfToday = seen.name().equals(rule.stateName());
        if (counts && isOfToday) {
            return Optional.empty();
        } else if (counts && seen.deleted() > 0) {
            return takeOver(rule, seen);
        }
        long version = version(seen, corrections);
        var fold = replay.near(seen.stream(), version, corrections, rememberedCommands)
                .to(version);
        if (fold.state() instanceof StreamState.Damaged<?>(var _, var problem)) {
            return Optional.of(problem);
        }
        fold.snapshot()
                .filter(snapshot -> snapshot.live().version() == version)
                .ifPresent(snapshot -> replace(rule, seen, snapshot));
        return Optional.empty();
    }

    /** Its events are deleted: it can only be taken over as it is, where no more than the reading of events changed. */
    private Optional<String> takeOver(Rule rule, SettledState seen) {
        if (!Snapshot.haveSameForm(seen.name(), rule.stateName())) {
            return Optional.of("its events up to version " + seen.deleted() + " were deleted, and what is left is the"
                    + " state that was saved as " + seen.name() + ", which " + rule.stateName() + " cannot read");
        }
        if (table.takeOver(seen, rule.stateName())) {
            made++;
        }
        return Optional.empty();
    }

    /** A state of before the last correction would not tell which corrections it knows. */
    private static long version(SettledState seen, Corrections corrections) {
        long settled = Math.max(seen.version(), seen.archived() + 1);
        return corrections.leave(settled)
                ? settled
                : corrections.all().getLast().version();
    }

    private void requireUncorrected(StreamId stream, long version) {
        if (!replay.journal().corrections(stream).leave(version)) {
            throw new ArchiveException("it was corrected meanwhile; recount archive makes it anew");
        }
    }

    private void replace(Rule rule, SettledState seen, Snapshot<?> snapshot) {
        try {
            SettledState anew = seen.anew(snapshot.live().version(), rule.stateName());
            if (table.replace(seen, anew, snapshot.write(), clock.instant(), this::requireUncorrected)) {
                made++;
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
