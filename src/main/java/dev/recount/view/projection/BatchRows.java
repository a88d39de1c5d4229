package dev.recount.view.projection;

import dev.recount.model.StreamId;
import dev.recount.model.view.Rows;
import dev.recount.view.table.Change;
import dev.recount.view.table.Held;
import dev.recount.view.table.RowTable;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a view as one batch of events changes them: read from memory or the table, changed in memory, written in
 * bulk.
 *
 * <p>Used by one thread at a time. Nothing that a batch did is seen by the next one unless it was committed.
 */
public final class BatchRows<R> implements Rows<R> {

    private final RowTable<R> table;
    private final RecentRows<R> recent;
    private final Map<List<Object>, Change<R>> changes = new LinkedHashMap<>();
    private final Map<List<Object>, Optional<Held<R>>> written = new HashMap<>();
    private final Map<List<Object>, Instant> ends = new HashMap<>();
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
        this.table = table;
        this.recent = new RecentRows<>(recentRows);
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

    /** Sets the stream and the time of the event whose changes follow. */
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

    /** Puts the rows of a stream and their past back to what they were just before a time, where their past is kept. */
    void putBack(StreamId stream, Instant time) throws SQLException {
        write();
        know(stream, table.putBack(connection(), stream, time));
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
    public Optional<R> get(Object... key) {
        return held(table.mapping().keyOf(key)).map(Held::row);
    }

    @Override
    public void put(R row) {
        put(table.key(row), row);
    }

    private void put(List<Object> key, R row) {
        Optional<Held<R>> before = held(key);
        if (before.isEmpty()) {
            set(key, before, Optional.of(new Held<>(row, notBefore(lastEnd(key)), stream)));
        } else {
            requireOwn(key, before.get());
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
    public void remove(Object... key) {
        List<Object> values = table.mapping().keyOf(key);
        Optional<Held<R>> before = held(values);
        if (before.isPresent()) {
            requireOwn(values, before.get());
            end(values, before.get(), notBefore(Optional.of(before.get().since())));
            set(values, before, Optional.empty());
            removed = true;
        }
    }

    @Override
    public void update(UnaryOperator<R> change, Object... key) {
        List<Object> values = table.mapping().keyOf(key);
        R before = held(values)
                .map(Held::row)
                .orElseThrow(() -> new IllegalStateException("there is no row " + List.of(key)));
        putChanged(values, change.apply(before));
    }

    @Override
    public void updateOrPut(R initial, UnaryOperator<R> change) {
        List<Object> key = table.key(initial);
        putChanged(key, change.apply(held(key).map(Held::row).orElse(initial)));
    }

    private void putChanged(List<Object> key, R row) {
        if (!table.key(row).equals(key)) {
            throw new IllegalStateException("the change gave the row " + key + " the key " + table.key(row));
        }
        put(key, row);
    }

    private void requireOwn(List<Object> key, Held<R> held) {
        if (!held.stream().equals(stream)) {
            throw new IllegalStateException("the row " + key + " belongs to "
                    + held.stream().map(StreamId::toString).orElse("no stream")
                    + ", and rows of the view are changed by their own stream alone");
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
            ends.put(key, end);
        }
    }

    /** Events of different streams may come later than their times: a row's past is never rewritten, only added to. */
    private Instant notBefore(Optional<Instant> earliest) {
        return earliest.filter(time -> time.isAfter(now)).orElse(now);
    }

    private Optional<Instant> lastEnd(List<Object> key) {
        Instant ended = ends.get(key);
        if (ended != null) {
            return Optional.of(ended);
        }
        boolean neverRemoved = recent.knowsAll() && !removed;
        return !table.keepsHistory() || neverRemoved ? Optional.empty() : table.lastEnd(connection(), key);
    }
}
