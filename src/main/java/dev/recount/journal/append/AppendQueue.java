package dev.recount.journal.append;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.WriteLimits;
import dev.recount.database.WriteQueue;
import dev.recount.database.sql.NotWrittenException;
import dev.recount.database.sql.Statements;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.journal.claim.table.ClaimRow;
import dev.recount.journal.claim.table.ClaimWriter;
import dev.recount.journal.spread.JournalDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
    private final WriteQueue<JournalRow> queue;

    /** Starts to write, over a connection for each writer that no reader takes. */
    public AppendQueue(Database database, WriteLimits limits) {
        this.database = database;
        this.types = new EventTypes(database.kind());
        this.subjects = new EventSubjects(database.kind());
        this.claimWriter = new ClaimWriter(database.kind());
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
        List<SnapshotSave> snapshots = only(SnapshotSave.class, rows);
        if (!snapshots.isEmpty()) {
            SnapshotSave.save(connection, database.kind(), snapshots);
        }
        List<EventRow> events = only(EventRow.class, rows);
        if (events.isEmpty()) {
            return () -> {};
        }
        Set<String> newTypes = types.add(connection, events);
        Set<SubjectRow> newSubjects = subjects.add(connection, events);
        EventRow.insert(connection, database.kind(), events);
        CorrectionRow.insert(connection, events);
        MovedRow.insert(connection, events);
        List<Claims> claims = only(Claims.class, rows);
        if (!claims.isEmpty()) {
            claimWriter.write(
                    new Statements(connection), claims.stream().map(Claims::row).toList());
        }
        long last = JournalDatabase.last(connection, database.kind());
        return () -> {
            types.committed(newTypes);
            subjects.committed(newSubjects);
            database.settle(last);
        };
    }

    /** The changes of what a stream holds, among the other rows. */
    record Claims(ClaimRow row) implements JournalRow {}

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
     * Appends the events of one command with the changes of what its stream holds: all or none.
     *
     * @return completes once they are committed; fails with {@link NotWrittenException} if they are certain not to be,
     *     of which {@link ClaimTakenException} is the cause where another stream holds what this one would
     */
    public CompletableFuture<@Nullable Void> append(List<EventRow> rows, List<ClaimRow> claims) {
        return queue.append(
                Stream.<JournalRow>concat(rows.stream(), claims.stream().map(Claims::new))
                        .toList());
    }

    /**
     * Saves a snapshot.
     *
     * @return completes once it is committed; fails with {@link NotWrittenException} if it is certain not to be
     */
    public CompletableFuture<@Nullable Void> save(SnapshotSave snapshot) {
        return queue.append(List.of(snapshot));
    }

    /** Writes what waits, and stops. */
    @Override
    public void close() {
        queue.close();
    }
}
