package dev.recount.view.projection;

import dev.recount.database.sql.Statements;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.view.table.Change;
import dev.recount.view.table.Ended;
import dev.recount.view.table.Held;
import dev.recount.view.table.RowTable;
import dev.recount.view.table.RowsOfSubjects;
import dev.recount.view.table.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a view as one batch of events changes them: read from memory or the table, changed in memory, written in
 * bulk.
 *
 * <p>Used by one thread at a time. Nothing that a batch did is seen by the next one unless it was committed.
 */
public final class BatchRows<R> extends KeyedRows<R> {

    private final RowTable<R> table;
    private final RecentRows<R> recent;
    private final Map<List<Object>, Change<R>> changes = new LinkedHashMap<>();
    private final Map<List<Object>, Optional<Held<R>>> written = new HashMap<>();
    private final Map<List<Object>, Ended> ends = new HashMap<>();
    private final List<Span<R>> spans = new ArrayList<>();
    private @Nullable Connection connection;
    private Instant now = Instant.MIN;
    private Optional<StreamId> stream = Optional.empty();
    private boolean removed;

    /**
     * Makes the rows of a table ready to be changed.
     *
     * @param recentRows the most rows that are kept in memory
     */
    public BatchRows(RowTable<R> table, int recentRows) {
        super(table.mapping());
        this.table = table;
        this.recent = new RecentRows<>(recentRows);
    }

    /** Forgets the rows that are kept in memory, as they may have changed in the table. */
    void forgetRecent() {
        recent.clear();
    }

    /** Begins a batch; what an earlier one did without coming to its commit is forgotten. */
    public void begin(Connection transaction) {
        connection = transaction;
        changes.clear();
        written.clear();
        ends.clear();
        spans.clear();
        recent.knowAll(() -> table.isFresh(transaction));
    }

    @Override
    void at(StreamId of, Instant time) {
        now = time;
        if (table.isByStream()) {
            stream = Optional.of(of);
        }
    }

    /** Writes the changes of the batch so far. */
    public void write() throws SQLException {
        table.write(connection(), changes.values(), spans);
        changes.forEach((key, change) -> written.put(key, change.after()));
        changes.clear();
        spans.clear();
    }

    /** Returns how much there is to be written. */
    int unwritten() {
        return changes.size() + spans.size();
    }

    /** Removes the rows of a stream and their past, as if the stream had no event yet. */
    void forget(StreamId forgotten) throws SQLException {
        write();
        table.remove(connection(), forgotten);
        know(forgotten, List.of());
    }

    /**
     * Takes the values that are of a subject out of all rows and their past.
     *
     * @param personal the personal data in the tables
     */
    void erase(RowsOfSubjects personal, Subject subject) throws SQLException {
        write();
        personal.erase(new Statements(connection()), subject);
        written.clear();
        recent.clear();
    }

    /** Puts the rows of a stream and their past back to what they were just before a time, where their past is kept. */
    void putBack(StreamId stream, Instant time) throws SQLException {
        write();
        know(stream, table.putBack(connection(), stream, time));
    }

    /** Returns the rows of a stream as they were just before a time, to be changed in memory alone. */
    StreamRows<R> heldBefore(StreamId of, Instant time) throws SQLException {
        write();
        Optional<StreamId> owner = Optional.of(of);
        return new StreamRows<>(
                table,
                table.heldBefore(connection(), of, time),
                key -> held(key).filter(row -> !row.stream().equals(owner)));
    }

    /** Lets the rows of a stream be others from a time on; what they were until then stays as it is told. */
    void replace(StreamId of, Instant time, StreamRows<R> others) throws SQLException {
        write();
        at(of, time);
        Map<List<Object>, R> next = others.all();
        table.ofStream(connection(), of).stream()
                .map(held -> table.key(held.row()))
                .filter(key -> !next.containsKey(key))
                .forEach(this::drop);
        next.forEach(this::keep);
    }

    private void know(StreamId of, List<Held<R>> rows) {
        Optional<StreamId> owner = Optional.of(of);
        recent.keys(held -> held.stream().equals(owner)).forEach(key -> written.put(key, Optional.empty()));
        written.replaceAll((_, held) -> held.filter(row -> !row.stream().equals(owner)));
        rows.forEach(held -> written.put(table.key(held.row()), Optional.of(held)));
        ends.clear();
        removed = true;
    }

    /** Tells whether each row's past is kept. */
    boolean keepHistory() {
        return table.keepsHistory();
    }

    /** Takes the changes of the batch as done. */
    public void committed() {
        written.forEach(recent::keep);
    }

    private Connection connection() {
        return Objects.requireNonNull(connection, "no batch has begun");
    }

    @Override
    Optional<R> find(List<Object> key) {
        return held(key).map(Held::row);
    }

    @Override
    void keep(List<Object> key, R row) {
        Optional<Held<R>> before = held(key);
        if (before.isEmpty()) {
            Optional<Ended> ended = lastEnd(key);
            ended.ifPresent(last -> requireOwn(key, last.stream(), "belonged"));
            set(key, before, Optional.of(new Held<>(row, notBefore(ended.map(Ended::at)), stream)));
        } else {
            requireOwn(key, before.get().stream(), "belongs");
            change(key, before, row);
        }
    }

    private void change(List<Object> key, Optional<Held<R>> before, R row) {
        if (!table.same(before.orElseThrow().row(), row)) {
            Instant since = notBefore(Optional.of(before.get().since()));
            end(key, before.get(), since);
            set(key, before, Optional.of(new Held<>(row, since, stream)));
        }
    }

    @Override
    void drop(List<Object> key) {
        Optional<Held<R>> before = held(key);
        if (before.isPresent()) {
            requireOwn(key, before.get().stream(), "belongs");
            end(key, before.get(), notBefore(Optional.of(before.get().since())));
            set(key, before, Optional.empty());
            removed = true;
        }
    }

    private void requireOwn(List<Object> key, Optional<StreamId> owner, String belongs) {
        if (!owner.equals(stream)) {
            throw notOwn(key, belongs, owner);
        }
    }

    private Optional<Held<R>> held(List<Object> key) {
        Change<R> change = changes.get(key);
        if (change != null) {
            return change.after();
        }
        Optional<Held<R>> before = written.get(key);
        return before != null ? before : recent.find(key, () -> table.find(connection(), key));
    }

    private void set(List<Object> key, Optional<Held<R>> before, Optional<Held<R>> after) {
        Change<R> earlier = changes.get(key);
        changes.put(key, new Change<>(key, earlier != null ? earlier.before() : before, after));
    }

    /** Keeps what held for a while; what was replaced at the time at which it began never held, and leaves no trace. */
    private void end(List<Object> key, Held<R> held, Instant end) {
        if (table.keepsHistory() && end.isAfter(held.since())) {
            spans.add(new Span<>(held, end));
            ends.put(key, new Ended(end, held.stream()));
        }
    }

    /** Events of different streams may come later than their times: a row's past is never rewritten, only added to. */
    private Instant notBefore(Optional<Instant> earliest) {
        return earliest.filter(time -> time.isAfter(now)).orElse(now);
    }

    private Optional<Ended> lastEnd(List<Object> key) {
        Ended ended = ends.get(key);
        if (ended != null) {
            return Optional.of(ended);
        }
        boolean neverRemoved = recent.knowsAll() && !removed;
        return !table.keepsHistory() || neverRemoved ? Optional.empty() : table.lastEnd(connection(), key);
    }
}
