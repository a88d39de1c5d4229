package dev.recount.server.move;

import dev.recount.database.Database;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.archived.DeletionTable;
import dev.recount.journal.tag.table.TagDefinition;
import dev.recount.journal.tag.table.TagTable;
import dev.recount.privacy.settings.KeyPlaces;
import dev.recount.view.generation.Generations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Moves all of a journal from the embedded database into an empty PostgreSQL, with the keys of its personal data, in
 * one transaction: whatever happens on the way, the PostgreSQL has all of it or is as empty as before. Of several, each
 * is filled in one transaction, and they are committed at the end. Where it comes from stays as it is.
 */
public final class JournalMove {

    private final JournalSettings to;
    private final List<TargetDatabase> journals;
    private final TargetConnections writing;
    private final BiConsumer<String, Long> moved;

    private JournalMove(
            JournalSettings to,
            List<TargetDatabase> journals,
            TargetConnections writing,
            BiConsumer<String, Long> moved) {
        this.to = to;
        this.journals = journals;
        this.writing = writing;
        this.moved = moved;
    }

    /**
     * Moves a journal, and reads back what came of it before anything of it is committed.
     *
     * @param from settings with the folder, which no server may use
     * @param to settings with the PostgreSQL, or several, which no server may use
     * @param keys where the keys of personal data are to be
     * @param leavesViews whether to move also where views are left behind that cannot be built anew
     * @param moved is told of each table, with its number of rows, once the targets hold the same of it as the source
     * @return the keys that were moved, if there were any
     * @throws DatabaseException if there is no journal in the folder, the PostgreSQL is not empty, or either cannot be
     *     used; or if views would be left behind, and are not to be
     */
    public static Optional<MovedKeys> run(
            JournalSettings from,
            JournalSettings to,
            KeyPlaces keys,
            boolean leavesViews,
            BiConsumer<String, Long> moved) {
        if (!(to.place() instanceof DatabasePlace.Postgres)) {
            throw new DatabaseException(
                    "recount.journal.postgres.url: is not set, so that there is nowhere to move to");
        }
        try (Database source = sourceOf(from)) {
            requireNoneTagged(source, to);
            return run(source, from, to, keys, leavesViews, moved);
        } catch (SQLException failure) {
            throw new DatabaseException("nothing was moved: " + failure.getMessage(), failure);
        }
    }

    private static Optional<MovedKeys> run(
            Database source,
            JournalSettings from,
            JournalSettings to,
            KeyPlaces keys,
            boolean leavesViews,
            BiConsumer<String, Long> moved)
            throws SQLException {
        try (Journals opened = Journals.open(to);
                Connection reading = source.unhurried().getConnection();
                var writing = new TargetConnections()) {
            if (!leavesViews) {
                requireNoViewLeft(source);
            }
            var journals = new ArrayList<TargetDatabase>();
            for (Database database : opened.databases().all()) {
                journals.add(new TargetDatabase(writing.begin(database)));
            }
            Optional<MovedKeys> found = from.place() instanceof DatabasePlace.Folder(var folder)
                    ? MovedKeys.find(folder, keys.beside(to.place()))
                    : Optional.empty();
            new JournalMove(to, journals, writing, moved).run(reading, found);
            return found;
        }
    }

    /** The versions of tags and the events that rest on them are written in one transaction, too. */
    private static void requireNoneTagged(Database source, JournalSettings to) {
        List<TagDefinition> definitions = new TagTable(source).definitions();
        if (to.journals() > 1 && !definitions.isEmpty()) {
            throw new DatabaseException("nothing was moved: recount.journal.further: the events of streams of type "
                    + definitions.getFirst().streamType()
                    + " have tags, by which commands are decided on those of several streams, and they can be in one"
                    + " journal only");
        }
    }

    /** Views are not moved but built anew, and stop at the first event that was deleted. */
    private static void requireNoViewLeft(Database source) {
        Set<String> deleted = new TreeSet<>(new DeletionTable(source).types());
        List<String> views = new Generations(source).views();
        if (!deleted.isEmpty() && !views.isEmpty()) {
            throw new DatabaseException("nothing was moved: events of " + String.join(", ", deleted)
                    + " were deleted for good, so that views that follow them cannot be built anew elsewhere; there are "
                    + String.join(", ", views) + ", and --leave-views moves without them");
        }
    }

    private static Database sourceOf(JournalSettings from) {
        Database source = JournalDatabase.openAsItIs(from);
        try {
            source.requireToday(MovedKeys.EARLIER_VERSION);
            return source;
        } catch (RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    private void run(Connection reading, Optional<MovedKeys> keys) throws SQLException {
        for (TargetDatabase target : journals) {
            target.requireAlone();
        }
        var journal = new TableMove(reading, new PerJournal<>(journals), MovedTable.JOURNAL);
        journal.requireEmpty();
        if (keys.isPresent()) {
            run(journal, keys.get());
        } else {
            journal.run(moved);
            writing.commit();
        }
    }

    private void run(TableMove journal, MovedKeys keys) throws SQLException {
        try (Database source = keys.openSource();
                Database target = keys.openTarget();
                Connection reading = source.unhurried().getConnection()) {
            var move = new TableMove(reading, PerJournal.one(targetOf(keys, target)), MovedTable.KEYS);
            move.requireEmpty();
            move.run(moved);
            journal.run(moved);
            writing.commit();
        }
    }

    /** Keys beside a journal are written by its own connection, so that one transaction has both. */
    private TargetDatabase targetOf(MovedKeys keys, Database own) throws SQLException {
        OptionalInt beside = keys.beside(to);
        if (beside.isPresent()) {
            return journals.get(beside.getAsInt());
        }
        var target = new TargetDatabase(writing.begin(own));
        target.requireAlone();
        return target;
    }
}
