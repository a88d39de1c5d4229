package dev.recount.journal.spread;

import dev.recount.database.DatabaseSettings;
import dev.recount.database.h2.H2File;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.segment.Segments;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The databases that hold the journal: one, or several over which it is spread.
 *
 * @param place where the database is; of several, the home one, which also holds what belongs to no stream
 * @param further where the others are, in their order; none for one journal
 * @param connections the most connections to each database that reading of streams may take, at least 2; writers have
 *     their own
 * @param segments the files into which bytes of events have moved
 */
public record JournalSettings(
        DatabasePlace place, List<DatabasePlace.Postgres> further, int connections, Segments segments) {

    public JournalSettings {
        further = List.copyOf(further);
    }

    /** Makes the settings of journals of which nothing has moved into segments. */
    public JournalSettings(DatabasePlace place, List<DatabasePlace.Postgres> further, int connections) {
        this(place, further, connections, Segments.none());
    }

    /** Returns the same settings with segments elsewhere. */
    public JournalSettings with(Segments changed) {
        return new JournalSettings(place, further, connections, changed);
    }

    /** Returns the same settings for one journal elsewhere. */
    public JournalSettings in(DatabasePlace other) {
        return among(other, List.of());
    }

    /** Returns the same settings for journals elsewhere. */
    public JournalSettings among(DatabasePlace home, List<DatabasePlace.Postgres> others) {
        return new JournalSettings(home, others, connections, segments);
    }

    /** Returns how many journals there are. */
    public int journals() {
        return 1 + further.size();
    }

    /** Returns where the journal of an index is, from 0 for the home one. */
    public DatabasePlace place(int index) {
        return index == 0 ? place : further.get(index - 1);
    }

    /** Returns the settings of the database of an index, from 0 for the home one. */
    DatabaseSettings database(int index) {
        return new DatabaseSettings(place(index), setting(index), index, connections, segments);
    }

    /** Returns the file of an embedded journal; of another one, its server has the files. */
    public Optional<H2File> file() {
        return database(0).file();
    }

    /** Returns the name of the setting that says where the journal of an index is. */
    String setting(int index) {
        return index == 0 ? "recount.journal.postgres" : "recount.journal.further, entry " + index;
    }

    /** Returns where it is, without what may be secret. */
    @Override
    public String toString() {
        return IntStream.range(0, journals())
                .mapToObj(index -> place(index).toString())
                .collect(Collectors.joining(", "));
    }
}
