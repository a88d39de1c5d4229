package dev.recount.history.verify;

import dev.recount.claim.Claims;
import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.JournalKey;
import dev.recount.journal.claim.table.ClaimDefinition;
import dev.recount.journal.claim.table.ClaimTable;
import dev.recount.journal.claim.table.ClaimTable.ClaimOf;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import dev.recount.replay.Snapshot;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The values that streams hold as the tables have them, to be held against what follows from their events: of names of
 * which all streams of a type have been counted.
 */
final class WrittenClaims {

    private final PerJournal<ClaimTable> tables;
    private final Set<Claims.Defined> counted = new HashSet<>();
    private final VerificationProgress progress;

    WrittenClaims(PerJournal<Database> journals, VerificationProgress progress) {
        this.tables = journals.map(ClaimTable::new);
        this.progress = progress;
        tables.all().stream()
                .flatMap(table -> table.definitions().stream())
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
        Set<ClaimOf> written = new HashSet<>(tables.of(stream).of(stream));
        of(stream, held)
                .filter(each -> !written.contains(each))
                .forEach(each ->
                        report(stream, "it holds a value of " + each.name() + " that is not written as its own"));
        of(stream, written)
                .filter(each -> !held.contains(each))
                .forEach(each ->
                        report(stream, "a value of " + each.name() + " is written as its own that it does not hold"));
    }

    private Stream<ClaimOf> of(StreamId stream, Set<ClaimOf> claims) {
        return claims.stream().filter(each -> counted.contains(new Claims.Defined(each.name(), stream.type())));
    }

    /** Looks for values that are written of streams that are not there. */
    void requireStreams() {
        for (ClaimTable table : tables.all()) {
            table.withoutEvents().forEach(name -> {
                String stream = JournalKey.find(name).map(StreamId::toString).orElse(name);
                progress.found(new Finding(stream, 0, "there are values that it holds, but no events"));
            });
        }
    }

    private void report(StreamId stream, String problem) {
        progress.found(new Finding(stream.toString(), 0, problem));
    }
}
