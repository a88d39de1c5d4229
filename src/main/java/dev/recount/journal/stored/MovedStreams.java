package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalKey;
import dev.recount.journal.spread.PerJournal;
import java.util.List;

/**
 * The streams that go on elsewhere; every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when a database does not answer.
 */
public final class MovedStreams {

    private final PerJournal<Database> journals;

    public MovedStreams(PerJournal<Database> journals) {
        this.journals = journals;
    }

    /** Returns how many streams of a type have moved. */
    public long count(String type) {
        return journals.all().stream()
                .mapToLong(journal -> number(journal, "SELECT COUNT(*) FROM moved_stream", type))
                .sum();
    }

    /** Returns how many streams of a type there are, and were, in all. */
    public long total(String type) {
        return journals.all().stream()
                .mapToLong(journal ->
                        number(journal, "SELECT COUNT(*) FROM event_journal", type, " AND sequence_number = 1"))
                .sum();
    }

    /** Returns the ids of a type's streams in one journal that have not moved, in order, after one, at most so many. */
    public List<String> remaining(int journal, String type, String after, int limit) {
        return new Select<>(
                        "SELECT persistence_id FROM event_journal WHERE sequence_number = 1 AND persistence_id > ?"
                                + " AND persistence_id < ? AND NOT EXISTS (SELECT 1 FROM moved_stream moved"
                                + " WHERE moved.persistence_id = event_journal.persistence_id)"
                                + " ORDER BY persistence_id LIMIT " + limit,
                        select -> {
                            select.setString(1, JournalKey.beginning(type) + after);
                            select.setString(2, JournalKey.end(type));
                        },
                        row -> row.getString(1).substring(type.length() + 1))
                .from(journals.all().get(journal).unhurried());
    }

    private static long number(Database journal, String count, String type, String... more) {
        return new Select<>(
                        count + " WHERE persistence_id > ? AND persistence_id < ?" + String.join("", more),
                        select -> {
                            select.setString(1, JournalKey.beginning(type));
                            select.setString(2, JournalKey.end(type));
                        },
                        row -> row.getLong(1))
                .from(journal.unhurried())
                .getFirst();
    }
}
