package dev.recount.handler.store;

import dev.recount.database.sql.Transactions;
import dev.recount.log.position.Position;
import dev.recount.projection.Epoch;
import dev.recount.projection.Pause;
import dev.recount.projection.SavedOffset;
import java.time.Instant;
import javax.sql.DataSource;
import org.apache.pekko.projection.ProjectionId;

/**
 * The point at which one handler begins, and whether it is paused, as its projection keeps them; every method blocks,
 * and throws {@link dev.recount.database.sql.DatabaseException} when the database is away.
 */
public final class StartingPoint {

    private final Transactions database;
    private final ProjectionId projection;
    private final SavedOffset offset;
    private final Pause pause;

    public StartingPoint(DataSource pool, ProjectionId projection) {
        this.database = HandlerStore.transactions(pool);
        this.projection = projection;
        this.offset = new SavedOffset(projection);
        this.pause = new Pause(database, projection);
    }

    /** Lets the handler begin after a position, unless it has begun before. */
    public void beginAfter(Position position, Instant now) {
        database.run(statements -> {
            offset.beginAfter(statements, position, now);
            return position;
        });
    }

    /** Lets the handler, which must not be at work, go on after a position, unless it has come further. */
    public void moveUpTo(Position position, Instant now) {
        database.run(statements -> {
            offset.moveUpTo(statements, position, now);
            return position;
        });
    }

    /** Returns the position up to which everything was done when it was last saved. */
    public Position saved() {
        return database.run(offset::position);
    }

    /**
     * Takes the handler over from whoever has worked for it, who can save nothing any more.
     *
     * @return what only the last to take it over can save with
     */
    public Epoch takeOver() {
        return database.run(statements -> Epoch.begin(statements, projection));
    }

    /** Tells whether the handler is paused. */
    public boolean paused() {
        return pause.isOn();
    }

    /** Pauses the handler, unless it was paused or resumed before. */
    public void beginPaused(Instant now) {
        pause.beginPaused(now);
    }

    /** Notes whether the handler is paused. */
    public void pause(boolean paused, Instant now) {
        pause.set(paused, now);
    }
}
