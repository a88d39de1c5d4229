package dev.recount.projection;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Select;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import java.util.List;

/** The positions of all projections, held against the log: each stands at an event, and that has to be there. */
public final class SavedOffsets {

    private final PerJournal<Database> journals;

    public SavedOffsets(PerJournal<Database> journals) {
        this.journals = journals;
    }

    private record Saved(String projection, Position position) {}

    /**
     * Returns the names of the projections that have come to an event that is not there; blocks.
     *
     * @throws DatabaseException if a database does not answer
     */
    public List<String> withoutTheirEvents() {
        return new Select<>(
                        "SELECT projection_name, current_offset FROM pekko_projection_offset_store ORDER BY 1, 2",
                        _ -> {},
                        row -> new Saved(row.getString(1), Position.parse(row.getString(2))))
                .from(journals.home().pool()).stream()
                        .filter(saved -> journals.all().stream().anyMatch(journal -> isMissing(saved, journal)))
                        .map(Saved::projection)
                        .distinct()
                        .toList();
    }

    /** A projection that was moved into several journals has one position for all, of an event of only one of them. */
    private boolean isMissing(Saved saved, Database journal) {
        LogPlace place = saved.position.place(journal.index());
        boolean moved = journals.all().size() > 1 && place.transaction() == 0;
        return !place.equals(LogPlace.START) && !moved && !isThere(place, journal);
    }

    private static boolean isThere(LogPlace place, Database journal) {
        boolean ordered = journal.kind() == DatabaseKind.POSTGRESQL;
        return !new Select<>(
                        "SELECT 1 FROM event_journal WHERE ordering = ?"
                                + (ordered ? " AND tx_id = CAST(? AS text)::xid8" : ""),
                        select -> {
                            select.setLong(1, place.ordering());
                            if (ordered) {
                                select.setString(2, Long.toString(place.transaction()));
                            }
                        },
                        row -> row.getInt(1))
                .from(journal.pool())
                .isEmpty();
    }
}
