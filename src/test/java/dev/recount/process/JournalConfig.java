package dev.recount.process;

import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.spread.JournalSettings;
import java.util.List;
import java.util.stream.Collectors;

/** The settings of journals in PostgreSQL, as a file of settings has them. */
final class JournalConfig {

    private JournalConfig() {}

    static String of(JournalSettings journals) {
        return "recount.journal.postgres " + of((DatabasePlace.Postgres) journals.place()) + "\nrecount.journal."
                + further(journals.further()) + "\n";
    }

    static String further(List<DatabasePlace.Postgres> places) {
        return places.stream().map(JournalConfig::of).collect(Collectors.joining(", ", "further = [", "]"));
    }

    private static String of(DatabasePlace.Postgres place) {
        return "{ url = \"" + place.url() + "\", user = \"" + place.user() + "\", password = \"" + place.password()
                + "\" }";
    }
}
