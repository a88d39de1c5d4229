package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.database.sql.Select;
import dev.recount.journal.JournalKey;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The streams that hold somebody's personal data; every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when a database does not answer.
 */
public final class SubjectStreams {

    private final PerJournal<Database> journals;

    public SubjectStreams(PerJournal<Database> journals) {
        this.journals = journals;
    }

    /**
     * Returns the streams that hold, or held, personal data of a subject, in order: the one that the subject is, if
     * there is such a stream, which may hold none; and those that have an event with some.
     */
    public List<StreamId> of(Subject subject) {
        var own = new StreamId(subject.type(), subject.id());
        return Stream.concat(
                        Stream.of(own).filter(this::exists),
                        journals.all().stream().flatMap(journal -> of(subject, journal).stream()))
                .sorted()
                .distinct()
                .toList();
    }

    private boolean exists(StreamId stream) {
        return !new Select<>(
                        "SELECT 1 FROM event_journal WHERE persistence_id = ? AND sequence_number = 1"
                                + " UNION ALL SELECT 1 FROM stream_state WHERE persistence_id = ?",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            select.setString(2, JournalKey.of(stream));
                        },
                        row -> row.getInt(1))
                .from(journals.of(stream).pool())
                .isEmpty();
    }

    private static List<StreamId> of(Subject subject, Database journal) {
        DataSource database = journal.pool();
        return new Select<>(
                        "SELECT persistence_id FROM subject_stream WHERE subject = ? ORDER BY persistence_id",
                        select -> select.setString(1, subject.toString()),
                        row -> JournalKey.stream(row.getString(1)))
                .from(database);
    }
}
