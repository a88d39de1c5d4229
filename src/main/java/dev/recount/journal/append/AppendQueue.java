package dev.recount.journal.append;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.WriteLimits;
import dev.recount.database.WriteQueue;
import dev.recount.database.sql.NotWrittenException;
import dev.recount.database.sql.Statements;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.journal.claim.mark.ClaimMarks;
import dev.recount.journal.claim.table.ClaimRow;
import dev.recount.journal.claim.table.ClaimTurns;
import dev.recount.journal.claim.table.ClaimWriter;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.state.StateRow;
import dev.recount.journal.state.StateWriter;
import dev.recount.journal.tag.BoundaryChangedException;
import dev.recount.journal.tag.table.TagRow;
import dev.recount.journal.tag.table.TagWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The writers of the journal's events; snapshots go with the events of the moment, into the same commit.
 *
 * <p>An embedded database has one writer, as the order of its log is the order of commits. A server orders the log by
 * its transactions, in which a second writer fills the time while the first one waits for the disk.
 */
public final class AppendQueue implements AutoCloseable {

    private final Database database;
    private final EventTypes types;
    private final EventSubjects subjects;
    private final ClaimWriter claimWriter;
    private final StateWriter stateWriter;
    private final TagWriter tagWriter;
    private final WriteQueue<JournalRow> queue;

    /** Starts to write, over a connection for each writer that no reader takes. */
    public AppendQueue(Database database, WriteLimits limits) {
        this.database = database;
        this.types = new EventTypes(database.kind());
        this.subjects = new EventSubjects(database.kind());
        this.claimWriter = new ClaimWriter(database.kind());
        this.stateWriter = new StateWriter(database.kind());
        this.tagWriter = new TagWriter(database.kind());
        int writers = writers(database.kind());
        this.queue = new WriteQueue<>(
                database.ofThis("journal-writer"),
                writers,
                database.open("journal-writers", writers),
                this::write,
                limits);
    }

    private static int writers(DatabaseKind kind) {
        return switch (kind) {
            case H2 -> 1;
            case POSTGRESQL -> 2;
        };
    }

    /** Is told, on a writer's thread, how transactions went; must neither block nor fail. */
    @FunctionalInterface
    public interface Listener {

        /**
         * So many events, or none, have been committed together, with whatever snapshots there were, which took that
         * long.
         */
        void written(int events, Duration time);
    }

    private Runnable write(Connection connection, List<JournalRow> rows) throws SQLException {
        var statements = new Statements(connection);
        List<ClaimRow> claims = claims(rows, false);
        if (!claims.isEmpty()) {
            ClaimTurns.await(statements, database.kind(), claims);
        }
        List<SnapshotSave> snapshots = only(SnapshotSave.class, rows);
        if (!snapshots.isEmpty()) {
            SnapshotSave.save(connection, database.kind(), snapshots);
        }
        List<StateRow> states = only(State.class, rows).stream().map(State::row).toList();
        List<EventRow> events = only(EventRow.class, rows);
        Set<SubjectRow> newSubjects = subjects.add(connection, events, states);
        Runnable whenStatesAreWritten = write(connection, states, newSubjects);
        if (events.isEmpty()) {
            return whenStatesAreWritten;
        }
        Deadline.require(only(Deadline.class, rows));
        List<Fence> fences = only(Fence.class, rows);
        Set<String> newTypes = types.add(connection, events);
        EventRow.insert(connection, database.kind(), Fence.with(events, fences));
        Fence.lift(connection, database.kind(), fences);
        CorrectionRow.insert(connection, events);
        MovedRow.insert(connection, events);
        if (!claims.isEmpty()) {
            claimWriter.write(statements, claims);
        }
        ClaimMarks.insert(
                statements, claims(rows, true).stream().map(ClaimRow::marked).toList());
        List<Tags> tags = only(Tags.class, rows);
        if (!tags.isEmpty()) { // always after claims: no two transactions wait for each other's
            writeTags(statements, tags);
        }
        long last = JournalDatabase.last(connection, database.kind());
        return () -> {
            types.committed(newTypes);
            database.settle(last);
            whenStatesAreWritten.run();
        };
    }

    private Runnable write(Connection connection, List<StateRow> states, Set<SubjectRow> newSubjects)
            throws SQLException {
        if (states.isEmpty()) {
            return () -> subjects.committed(newSubjects);
        }
        stateWriter.write(connection, states);
        long last = JournalDatabase.lastState(connection, database.kind());
        return () -> {
            subjects.committed(newSubjects);
            database.settleStates(last);
        };
    }

    private static List<ClaimRow> claims(List<JournalRow> rows, boolean areMarked) {
        return only(Claims.class, rows).stream()
                .map(Claims::row)
                .filter(row -> row.claimed().mark().isPresent() == areMarked)
                .toList();
    }

    private void writeTags(Statements statements, List<Tags> tags) throws SQLException {
        var placed = new ArrayList<TagRow>();
        for (Tags each : tags) {
            placed.add(CorrectedTags.placed(statements, each.row));
        }
        tagWriter.write(statements, placed);
    }

    /** The changes of what a stream holds, among the other rows. */
    record Claims(ClaimRow row) implements JournalRow {}

    /** The latest state of a stream of which nothing else is kept, among the other rows. */
    record State(StateRow row) implements JournalRow {}

    /** The tags that come with an event, among the other rows. */
    record Tags(TagRow row) implements JournalRow {}

    private static <R extends JournalRow> List<R> only(Class<R> kind, List<JournalRow> rows) {
        return rows.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Sets what is to be told, on a writer's thread, that something new has been committed. */
    public void whenCommitted(Runnable listener) {
        queue.whenCommitted(listener);
    }

    /** Sets who is told how transactions went. */
    public void setListener(Listener listener) {
        queue.setListener((rows, time) -> listener.written(events(rows), time));
    }

    private static int events(List<JournalRow> rows) {
        return Math.toIntExact(rows.stream().filter(EventRow.class::isInstance).count());
    }

    /** Returns the number of appends that wait to be written. */
    public int waiting() {
        return queue.waiting();
    }

    /** Tells whether what is appended will be written: no writer has ended. */
    public boolean isRunning() {
        return queue.isRunning();
    }

    /**
     * Appends the events of one command: all or none.
     *
     * @return completes once they are committed; fails with {@link NotWrittenException} if they are certain not to be
     */
    public CompletableFuture<@Nullable Void> append(List<EventRow> rows) {
        return queue.append(rows);
    }

    /**
     * Appends the events of one command with the changes of what its stream holds, and with their tags: all or none.
     *
     * @return completes once they are committed; fails with {@link NotWrittenException} if they are certain not to be,
     *     of which {@link ClaimTakenException} is the cause where another stream holds what this one would, and
     *     {@link BoundaryChangedException} where others have come to the events that it was decided on
     */
    public CompletableFuture<@Nullable Void> append(List<EventRow> rows, List<ClaimRow> claims, List<TagRow> tags) {
        if (claims.isEmpty() && tags.isEmpty()) {
            return queue.append(rows);
        }
        var all = new ArrayList<JournalRow>(rows);
        claims.forEach(row -> all.add(new Claims(row)));
        tags.forEach(row -> all.add(new Tags(row)));
        return queue.append(all);
    }

    /**
     * Appends the events of several streams: all or none.
     *
     * @return completes once they are committed; fails with {@link NotWrittenException} if they are certain not to be,
     *     of which {@link ClaimTakenException} is the cause where another stream holds what one of these would, and
     *     {@link BoundaryChangedException} where others have come to the events that one of them was decided on
     */
    public CompletableFuture<@Nullable Void> append(JointAppend joint) {
        return queue.append(joint.all());
    }

    /**
     * Saves a snapshot.
     *
     * @return completes once it is committed; fails with {@link NotWrittenException} if it is certain not to be
     */
    public CompletableFuture<@Nullable Void> save(SnapshotSave snapshot) {
        return queue.append(List.of(snapshot));
    }

    /**
     * Keeps the latest state of a stream in place of the one before.
     *
     * @return completes once it is committed; fails with {@link NotWrittenException} if it is certain not to be, of
     *     which {@link dev.recount.journal.state.StaleStateException} is the cause where another state has come between
     */
    public CompletableFuture<@Nullable Void> keep(StateRow state) {
        return queue.append(List.of(new State(state)));
    }

    /** Writes what waits, and stops. */
    @Override
    public void close() {
        queue.close();
    }
}
