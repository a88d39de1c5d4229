package dev.recount.world.table;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Statements;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.replay.world.WorldListener.Side;
import dev.recount.replay.world.course.SavedStream;
import dev.recount.replay.world.course.WorldStreams;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a world while it is computed, written batch by batch, each in one transaction; for one thread.
 *
 * <p>What a batch writes, it writes at its end: a transaction that has written and waits would hold back the readers of
 * the log.
 */
public final class WorldTables implements WorldStreams.Store, AutoCloseable {

    private static final int RECENT_ROWS = 20_000;

    private final StreamTable streams;
    private final DifferenceTable differences;
    private final List<WorldViewTable<?>> recorded = new ArrayList<>();
    private final List<WorldViewTable<?>> other = new ArrayList<>();
    private final List<DifferenceTable.Row> found = new ArrayList<>();
    private final DataSource writers;
    private @Nullable Connection opened;

    private WorldTables(WorldSchema schema, DataSource writers) {
        this.streams = new StreamTable(schema);
        this.differences = new DifferenceTable(schema);
        this.writers = writers;
    }

    /**
     * The views of a world.
     *
     * @param recorded by the rules that are served
     * @param other by those of the world
     */
    public record Views(List<View<?>> recorded, List<View<?>> other) {}

    /**
     * Makes the tables of a world.
     *
     * @param writers gives the one connection by which they are written
     * @throws DatabaseException if the database does not allow it
     */
    static WorldTables create(Database database, DataSource writers, WorldSchema schema, Views views) {
        var tables = new WorldTables(schema, writers);
        return database.schemaChanges("the tables of a world cannot be made").run(statements -> {
            schema.create(statements);
            for (View<?> view : views.recorded) {
                tables.recorded.add(create(statements, view, WorldViewTable.recorded(schema, view.name()), database));
            }
            for (View<?> view : views.other) {
                tables.other.add(create(statements, view, WorldViewTable.other(schema, view.name()), database));
            }
            return tables;
        });
    }

    /**
     * Opens them; the first batch begins.
     *
     * @throws DatabaseException if the database does not answer
     */
    public void open() {
        try {
            Connection connection = writers.getConnection();
            opened = connection;
            connection.setAutoCommit(false);
            begin();
        } catch (SQLException refused) {
            throw new DatabaseException("a world cannot be written: " + refused.getMessage(), refused);
        }
    }

    private Connection connection() {
        return Objects.requireNonNull(opened, "the tables are not open");
    }

    private static WorldViewTable<?> create(
            Statements statements, View<?> view, dev.recount.view.table.TableNames names, Database database)
            throws SQLException {
        return WorldViewTable.create(statements, view, names, database.kind(), RECENT_ROWS);
    }

    /** Tells whether there are views, which follow all events. */
    public boolean haveViews() {
        return !recorded.isEmpty() || !other.isEmpty();
    }

    private void begin() {
        recorded.forEach(view -> view.begin(connection()));
        other.forEach(view -> view.begin(connection()));
    }

    /** Takes an event into the views of a side. */
    public void take(Side side, StreamId stream, long version, RecordedEvent event) {
        (side == Side.RECORDED ? recorded : other).forEach(view -> view.take(stream, version, event));
    }

    /** Adds a difference to the batch. */
    public void add(DifferenceTable.Row difference) {
        found.add(difference);
    }

    /** Returns the number of differences of the batch. */
    public int found() {
        return found.size();
    }

    @Override
    public Optional<SavedStream> load(StreamId stream) {
        try {
            return streams.find(new Statements(connection()), stream);
        } catch (SQLException unreadable) {
            throw new DatabaseException("a world's streams cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public void save(List<SavedStream> saved) {
        if (saved.isEmpty()) {
            return;
        }
        try {
            streams.write(connection(), saved);
        } catch (SQLException unwritable) {
            throw new DatabaseException("a world's streams cannot be written: " + unwritable.getMessage(), unwritable);
        }
    }

    /** Writes and commits the batch; the next one begins. */
    public void commit() {
        try {
            differences.write(connection(), found);
            found.clear();
            for (WorldViewTable<?> view : recorded) {
                view.write();
            }
            for (WorldViewTable<?> view : other) {
                view.write();
            }
            connection().commit();
            recorded.forEach(WorldViewTable::committed);
            other.forEach(WorldViewTable::committed);
            begin();
        } catch (SQLException unwritable) {
            throw new DatabaseException("a world cannot be written: " + unwritable.getMessage(), unwritable);
        }
    }

    @Override
    public void close() {
        try (Connection connection = opened) {
            if (connection != null) {
                connection.rollback();
            }
        } catch (SQLException gone) {
            throw new DatabaseException("a world's connection cannot be closed: " + gone.getMessage(), gone);
        }
    }
}
