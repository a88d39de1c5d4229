package dev.recount.view.table;

import static dev.recount.view.table.TableNames.list;
import static dev.recount.view.table.TableNames.quoted;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import dev.recount.model.StreamId;
import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import dev.recount.view.query.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one generation, as its projection reads and writes them.
 *
 * @param <R> the row
 */
public final class RowTable<R> {

    private final RowMapping<R> mapping;
    private final Shape shape;
    private final List<ColumnType> keyTypes;
    private final String any;
    private final String anySpan;
    private final String find;
    private final String lastEnd;
    private final String insert;
    private final String update;
    private final String delete;
    private final String insertSpan;
    private final String deleteOfStream;
    private final String deleteSpansOfStream;
    private final String ofStream;
    private final String heldBefore;
    private final String deleteSpansSince;

    /** Prepares to read and write the tables of a generation. */
    public RowTable(TableNames names, RowMapping<R> mapping, DatabaseKind kind) {
        this.mapping = mapping;
        this.shape = mapping.shape();
        String columns = list(shape.columns());
        String parameters = shape.columns().stream()
                .map(column -> ColumnValues.parameter(column.type(), kind))
                .collect(Collectors.joining(", "));
        String assigned = shape.columns().stream()
                .map(column -> quoted(column) + " = " + ColumnValues.parameter(column.type(), kind))
                .collect(Collectors.joining(", "));
        String hasKey = shape.keyColumns().stream()
                .map(column -> quoted(column) + " = ?")
                .collect(Collectors.joining(" AND "));
        String current = names.quoted(names.current());
        String history = names.quoted(names.history());
        String stream = shape.byStream() ? ", of_stream" : "";
        String owner = shape.byStream() ? ", ?" : "";
        this.keyTypes = shape.keyColumns().stream().map(Column::type).toList();
        this.any = "SELECT COUNT(*) FROM (SELECT 1 FROM " + current + " LIMIT 1) first_one";
        this.anySpan = "SELECT COUNT(*) FROM (SELECT 1 FROM " + history + " LIMIT 1) first_one";
        this.find = "SELECT " + columns + ", valid_from" + stream + " FROM " + current + " WHERE " + hasKey;
        this.lastEnd = "SELECT valid_to" + stream + " FROM " + history + " WHERE " + hasKey
                + " ORDER BY valid_from DESC LIMIT 1";
        this.insert = "INSERT INTO " + current + " (" + columns + ", valid_from" + stream + ") VALUES (" + parameters
                + ", ?" + owner + ")";
        this.update = "UPDATE " + current + " SET " + assigned + ", valid_from = ? WHERE " + hasKey;
        this.delete = "DELETE FROM " + current + " WHERE " + hasKey;
        this.insertSpan = "INSERT INTO " + history + " (" + columns + ", valid_from, valid_to" + stream + ") VALUES ("
                + parameters + ", ?, ?" + owner + ")";
        this.deleteOfStream = "DELETE FROM " + current + " WHERE of_stream = ?";
        this.deleteSpansOfStream = "DELETE FROM " + history + " WHERE of_stream = ?";
        String held = "SELECT " + columns + ", valid_from" + stream + " FROM ";
        this.ofStream = held + current + " WHERE of_stream = ?";
        this.heldBefore = this.ofStream + " AND valid_from < ? UNION ALL " + held + history
                + " WHERE of_stream = ? AND valid_from < ? AND valid_to >= ?";
        this.deleteSpansSince = deleteSpansOfStream + " AND valid_to >= ?";
    }

    public RowMapping<R> mapping() {
        return mapping;
    }

    /** Tells whether each row's past is kept. */
    public boolean keepsHistory() {
        return shape.history();
    }

    /** Tells whether each row belongs to one stream. */
    public boolean isByStream() {
        return shape.byStream();
    }

    /** Returns a row's key, as the values of its columns. */
    public List<Object> key(R row) {
        return mapping.key(mapping.values(row));
    }

    /** Tells whether two rows are the same to the table. */
    public boolean same(R one, R other) {
        return one.equals(other) || mapping.sameValues(one, other);
    }

    /** Tells whether there is no row and none has ever been. */
    public boolean isFresh(Connection connection) {
        return isEmpty(connection, any) && (!shape.history() || isEmpty(connection, anySpan));
    }

    private static boolean isEmpty(Connection connection, String count) {
        try (PreparedStatement select = connection.prepareStatement(count);
                ResultSet rows = select.executeQuery()) {
            return rows.next() && rows.getLong(1) == 0;
        } catch (SQLException unreadable) {
            throw new DatabaseException("a view's rows cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * Returns the row of a key, if the table has it.
     *
     * @throws DatabaseException if the database does not answer
     */
    public Optional<Held<R>> find(Connection connection, List<Object> key) {
        try (PreparedStatement select = connection.prepareStatement(find)) {
            bindKey(select, 1, key);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        } catch (SQLException unreadable) {
            throw new DatabaseException("a view's rows cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private Held<R> read(ResultSet rows) throws SQLException {
        int columns = shape.columns().size();
        var values = new @Nullable Object[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = ColumnValues.read(rows, i + 1, mapping.type(i));
        }
        return new Held<>(
                mapping.row(values),
                Objects.requireNonNull(ColumnValues.instant(rows, columns + 1)),
                stream(rows, columns + 2));
    }

    private Optional<StreamId> stream(ResultSet rows, int column) throws SQLException {
        return shape.byStream() ? Optional.of(StreamId.parse(rows.getString(column))) : Optional.empty();
    }

    /** Returns how the last row of a key, of which there is none now, ended; nothing if there never was one. */
    public Optional<Ended> lastEnd(Connection connection, List<Object> key) {
        try (PreparedStatement select = connection.prepareStatement(lastEnd)) {
            bindKey(select, 1, key);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Ended(Objects.requireNonNull(ColumnValues.instant(rows, 1)), stream(rows, 2)))
                        : Optional.empty();
            }
        } catch (SQLException unreadable) {
            throw new DatabaseException("a view's past cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Writes what changed, in bulk. */
    public void write(Connection connection, Collection<Change<R>> changes, List<Span<R>> spans) throws SQLException {
        try (PreparedStatement inserts = connection.prepareStatement(insert);
                PreparedStatement updates = connection.prepareStatement(update);
                PreparedStatement deletes = connection.prepareStatement(delete)) {
            for (Change<R> change : changes) {
                if (change.after().isPresent() && change.before().isEmpty()) {
                    Held<R> added = change.after().get();
                    int next = bindHeld(inserts, added);
                    bindStream(inserts, next, added);
                    inserts.addBatch();
                } else if (change.after().isPresent()) {
                    int next = bindHeld(updates, change.after().get());
                    bindKey(updates, next, change.key());
                    updates.addBatch();
                } else if (change.before().isPresent()) {
                    bindKey(deletes, 1, change.key());
                    deletes.addBatch();
                }
            }
            deletes.executeBatch();
            requireAll(updates.executeBatch());
            inserts.executeBatch();
        }
        writeSpans(connection, spans);
    }

    private void writeSpans(Connection connection, List<Span<R>> spans) throws SQLException {
        if (spans.isEmpty()) {
            return;
        }
        try (PreparedStatement inserts = connection.prepareStatement(insertSpan)) {
            for (Span<R> span : spans) {
                int next = bindHeld(inserts, span.held());
                inserts.setObject(next++, utc(span.to()));
                bindStream(inserts, next, span.held());
                inserts.addBatch();
            }
            inserts.executeBatch();
        }
    }

    /** Removes the rows of a stream, and their past. */
    public void remove(Connection connection, StreamId stream) throws SQLException {
        remove(connection, deleteOfStream, stream);
        if (shape.history()) {
            remove(connection, deleteSpansOfStream, stream);
        }
    }

    private static void remove(Connection connection, String delete, StreamId stream) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setString(1, stream.toString());
            statement.executeUpdate();
        }
    }

    /** Returns the rows of a stream. */
    public List<Held<R>> ofStream(Connection connection, StreamId stream) throws SQLException {
        return held(connection, ofStream, stream.toString());
    }

    /** Returns the rows of a stream as they were just before a time. They have to keep their past. */
    public List<Held<R>> heldBefore(Connection connection, StreamId stream, Instant time) throws SQLException {
        return held(connection, heldBefore, stream.toString(), utc(time), stream.toString(), utc(time), utc(time));
    }

    private List<Held<R>> held(Connection connection, String sql, Object... values) throws SQLException {
        var held = new ArrayList<Held<R>>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    held.add(read(rows));
                }
            }
        }
        return held;
    }

    /**
     * Puts the rows of a stream, and their past, back to what they were just before a time; returns the rows. They have
     * to keep their past.
     */
    public List<Held<R>> putBack(Connection connection, StreamId stream, Instant time) throws SQLException {
        List<Held<R>> before = heldBefore(connection, stream, time);
        remove(connection, deleteOfStream, stream);
        try (PreparedStatement delete = connection.prepareStatement(deleteSpansSince)) {
            delete.setString(1, stream.toString());
            delete.setObject(2, utc(time));
            delete.executeUpdate();
        }
        List<Change<R>> puts = before.stream()
                .map(row -> new Change<>(key(row.row()), Optional.empty(), Optional.of(row)))
                .toList();
        write(connection, puts, List.of());
        return before;
    }

    /** A row that was to be changed and is not there was changed by somebody else. */
    private static void requireAll(int[] counts) throws SQLException {
        for (int count : counts) {
            if (count != 1 && count != Statement.SUCCESS_NO_INFO) {
                throw new SQLException("a row of the view is not as it was left");
            }
        }
    }

    private int bindRow(PreparedStatement statement, R row) throws SQLException {
        @Nullable Object[] values = mapping.values(row);
        for (int i = 0; i < values.length; i++) {
            ColumnValues.bind(statement, i + 1, mapping.type(i), values[i]);
        }
        return values.length + 1;
    }

    private int bindHeld(PreparedStatement statement, Held<R> held) throws SQLException {
        int next = bindRow(statement, held.row());
        statement.setObject(next, utc(held.since()));
        return next + 1;
    }

    private static void bindStream(PreparedStatement statement, int next, Held<?> held) throws SQLException {
        if (held.stream().isPresent()) {
            statement.setString(next, held.stream().get().toString());
        }
    }

    private void bindKey(PreparedStatement statement, int first, List<Object> key) throws SQLException {
        for (int i = 0; i < key.size(); i++) {
            ColumnValues.bind(statement, first + i, keyTypes.get(i), key.get(i));
        }
    }

    private static Object utc(Instant time) {
        return time.atOffset(java.time.ZoneOffset.UTC);
    }
}
