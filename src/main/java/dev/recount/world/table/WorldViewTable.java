package dev.recount.world.table;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.view.projection.BatchRows;
import dev.recount.view.projection.RowChanges;
import dev.recount.view.query.Shape;
import dev.recount.view.table.RowMapping;
import dev.recount.view.table.RowTable;
import dev.recount.view.table.TableNames;
import dev.recount.view.table.TableSchema;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One side of a view in a world: its rows as on record, or as in the world.
 *
 * @param <R> the row
 */
public final class WorldViewTable<R> {

    private static final String RECORDED = "_recorded_";

    private final View<R> view;
    private final RowMapping<R> mapping;
    private final BatchRows<R> rows;
    private final RowChanges<R> changes;

    private WorldViewTable(View<R> view, TableNames names, DatabaseKind kind, int recentRows) {
        this.view = view;
        this.mapping = new RowMapping<>(view);
        this.rows = new BatchRows<>(new RowTable<>(names, mapping, kind), recentRows);
        this.changes = new RowChanges<>(view, rows);
    }

    /** Returns the names of the tables of a view as it is in a world. */
    public static TableNames other(WorldSchema schema, String view) {
        return TableNames.in(schema.name(), view);
    }

    /** Returns the names of the tables of a view as it is on record. */
    public static TableNames recorded(WorldSchema schema, String view) {
        TableNames names = other(schema, view);
        return new TableNames(names.schema(), RECORDED + names.current(), RECORDED + names.published());
    }

    /**
     * Makes the tables of a view, and returns them.
     *
     * @param names their names
     * @param recentRows how many rows are held in memory
     */
    public static <R> WorldViewTable<R> create(
            Statements statements, View<R> view, TableNames names, DatabaseKind kind, int recentRows)
            throws SQLException {
        var table = new WorldViewTable<>(view, names, kind, recentRows);
        var schema = new TableSchema(kind);
        Shape shape = table.mapping.shape();
        schema.create(statements.connection(), names, shape, view.indexes());
        // A row whose text is too long for a sorted index must not end a computation of hours.
        schema.makeRoom(statements, names, shape, view.indexes());
        return table;
    }

    /** Returns the name of the view. */
    public String name() {
        return view.name();
    }

    /** Begins a batch. */
    public void begin(Connection transaction) {
        rows.begin(transaction);
    }

    /**
     * Takes in an event, where the view follows its stream type.
     *
     * @throws IllegalStateException if the view's rules fail on it; names the view and the event
     */
    public void take(StreamId stream, long version, RecordedEvent event) {
        if (!view.streamTypes().contains(stream.type())) {
            return;
        }
        try {
            changes.take(stream, version, event);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            throw new IllegalStateException(view + " failed on " + stream + "@" + version + ": " + defect, defect);
        }
    }

    /** Writes the changes of the batch. */
    public void write() throws SQLException {
        rows.write();
    }

    /** Takes the changes of the batch as done. */
    public void committed() {
        rows.committed();
    }
}
