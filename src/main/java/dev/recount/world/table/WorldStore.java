package dev.recount.world.table;

import dev.recount.database.Database;
import dev.recount.database.sql.Transactions;
import dev.recount.model.StreamId;
import dev.recount.replay.world.course.SavedStream;
import dev.recount.world.table.DifferenceTable.Choice;
import dev.recount.world.table.DifferenceTable.Found;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database that holds worlds, with connections for those that are being computed. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class WorldStore {

    private final Database database;
    private final DataSource writers;
    private final Transactions readers;

    /**
     * Opens it.
     *
     * @param most how many worlds are computed at a time
     */
    public WorldStore(Database database, int most) {
        this.database = database;
        this.writers = database.open("worlds", most);
        this.readers = new Transactions(database.pool(), "the world cannot be read");
    }

    /** Makes the tables of a world. */
    public WorldTables create(WorldSchema schema, WorldTables.Views views) {
        return WorldTables.create(database, writers, schema, views);
    }

    /** Returns the differences of a world, by a choice, after a number, at most so many. */
    public List<Found> differences(WorldSchema schema, Choice choice, long after, int limit) {
        return readers.run(statements -> new DifferenceTable(schema).after(statements, choice, after, limit));
    }

    /** Returns a stream of a world, if the world has it. */
    public Optional<SavedStream> stream(WorldSchema schema, StreamId stream) {
        return readers.run(statements -> new StreamTable(schema).find(statements, stream));
    }

    /** Returns the numbers of the worlds that have a schema. */
    public List<Long> schemas() {
        return WorldSchema.existing(database);
    }
}
