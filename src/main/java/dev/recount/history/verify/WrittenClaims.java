package dev.recount.history.verify;

import dev.recount.claim.Claims;
import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.JournalKey;
import dev.recount.journal.claim.ClaimChange;
import dev.recount.journal.claim.mark.ClaimMark;
import dev.recount.journal.claim.mark.ClaimMarks;
import dev.recount.journal.claim.table.ClaimDefinition;
import dev.recount.journal.claim.table.ClaimTable;
import dev.recount.journal.claim.table.ClaimTable.ClaimOf;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import dev.recount.replay.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The values that streams hold as the tables have them, to be held against what follows from their events: of names of
 * which all streams of a type have been counted.
 */
final class WrittenClaims {

    private static final int PAGE = 1_000;

    private final ClaimTable table;
    private final Optional<PerJournal<ClaimMarks>> marks;
    private final Set<Claims.Defined> counted = new HashSet<>();
    private final VerificationProgress progress;

    WrittenClaims(PerJournal<Database> journals, VerificationProgress progress) {
        boolean areSeveral = journals.all().size() > 1;
        this.table = new ClaimTable(journals.home(), areSeveral);
        this.marks = areSeveral ? Optional.of(journals.map(ClaimMarks::new)) : Optional.empty();
        this.progress = progress;
        table.definitions().stream()
                .filter(ClaimDefinition::isBuilt)
                .forEach(each -> counted.add(new Claims.Defined(each.name(), each.streamType())));
    }

    /** Holds what is written of a stream against its last state. */
    <S> void compare(Snapshot<S> last) {
        StreamId stream = last.stream();
        Set<ClaimOf> held = new HashSet<>();
        try {
            Claims.held(last).forEach((name, code) -> held.add(new ClaimOf(name, code)));
        } catch (DatabaseException keysAway) {
            throw keysAway;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            // What rules throw may tell of the state, and that may be personal data.
            report(
                    stream,
                    "the rules fail on what it holds: " + defect.getClass().getName());
            return;
        }
        Set<ClaimOf> written = written(stream);
        of(stream, held)
                .filter(each -> !written.contains(each))
                .forEach(each ->
                        report(stream, "it holds a value of " + each.name() + " that is not written as its own"));
        of(stream, written)
                .filter(each -> !held.contains(each))
                .forEach(each ->
                        report(stream, "a value of " + each.name() + " is written as its own that it does not hold"));
    }

    /** A change that its own journal still has to be written is as good as written; that may come about meanwhile. */
    private Set<ClaimOf> written(StreamId stream) {
        if (marks.isEmpty()) {
            return new HashSet<>(table.of(stream));
        }
        ClaimMarks own = marks.get().of(stream);
        List<ClaimMark> waiting = own.of(JournalKey.of(stream));
        Set<ClaimOf> written = new HashSet<>(table.of(stream));
        if (!own.of(JournalKey.of(stream)).equals(waiting)) {
            return written(stream);
        }
        for (ClaimMark mark : waiting) {
            for (ClaimChange change : mark.claimed().changes()) {
                written.removeIf(each -> each.name().equals(change.name()));
                change.code().ifPresent(code -> written.add(new ClaimOf(change.name(), code)));
            }
        }
        return written;
    }

    private Stream<ClaimOf> of(StreamId stream, Set<ClaimOf> claims) {
        return claims.stream().filter(each -> counted.contains(new Claims.Defined(each.name(), stream.type())));
    }

    /**
     * Looks for values that are written of streams that are not there.
     *
     * @param lastVersion tells the version of a stream's last event, 0 if there is none
     */
    void requireStreams(ToLongFunction<StreamId> lastVersion) {
        List<String> page = table.streams("", PAGE);
        while (!page.isEmpty()) {
            for (String name : page) {
                Optional<StreamId> stream = JournalKey.find(name);
                if (stream.isEmpty() || lastVersion.applyAsLong(stream.get()) == 0) {
                    String told = stream.map(StreamId::toString).orElse(name);
                    progress.found(new Finding(told, 0, "there are values that it holds, but no events"));
                }
            }
            page = table.streams(page.getLast(), PAGE);
        }
    }

    private void report(StreamId stream, String problem) {
        progress.found(new Finding(stream.toString(), 0, problem));
    }
}
