package dev.recount.seal;

import dev.recount.database.DatabaseKind;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalSettings;
import java.util.List;

/** The trees that seal the rejections of a journal in PostgreSQL. */
class PostgresRejectionSealsTest extends RejectionSealsContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    List<String> place(JournalSettings journal) {
        var place = (DatabasePlace.Postgres) journal.place();
        return List.of("--jdbc", place.url(), "--user", place.user(), "--password", place.password());
    }
}
