package dev.recount.journal.append;

import dev.recount.database.DatabaseKind;
import dev.recount.journal.JournalKey;
import dev.recount.journal.state.StateRow;
import dev.recount.json.marked.PersonalJson;
import dev.recount.model.personal.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The table of who is written of in which streams, as it is written: with the first event that holds personal data of a
 * person in a stream that is not the person itself, in the same transaction. Used by any number of writers.
 */
final class EventSubjects {

    private static final int MOST_KNOWN = 20_000;

    private final String insert;

    /** The rows that are certain to be there, of those that were met last. */
    private final Map<SubjectRow, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SubjectRow, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    EventSubjects(DatabaseKind kind) {
        this.insert = switch (kind) {
            case H2 ->
                "MERGE INTO subject_stream (subject, persistence_id) KEY (subject, persistence_id) VALUES (?, ?)";
            case POSTGRESQL ->
                "INSERT INTO subject_stream (subject, persistence_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
        };
    }

    /**
     * Sees to it that the subjects of events and states are there once the transaction is committed.
     *
     * @return those of which that was not known; they are {@link #committed} together with the transaction, or not at
     *     all
     */
    Set<SubjectRow> add(Connection connection, List<EventRow> events, List<StateRow> states) throws SQLException {
        // Every writer writes them in this order, so that no two of them wait for each other.
        SortedSet<SubjectRow> unknown = new TreeSet<>();
        events.forEach(event -> addUnknown(event.persistenceId(), event.event().payload(), unknown));
        states.forEach(state -> addUnknown(state.persistenceId(), state.payload(), unknown));
        if (!unknown.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (SubjectRow row : unknown) {
                    statement.setString(1, row.subject());
                    statement.setString(2, row.persistenceId());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
        return unknown;
    }

    private void addUnknown(String persistenceId, byte[] payload, Set<SubjectRow> unknown) {
        Set<Subject> subjects = PersonalJson.sealedSubjects(payload);
        if (!subjects.isEmpty()) {
            Optional<Subject> home = JournalKey.find(persistenceId).map(Subject::of);
            subjects.stream()
                    .filter(subject -> !Optional.of(subject).equals(home))
                    .map(subject -> new SubjectRow(subject.toString(), persistenceId))
                    .filter(row -> !isKnown(row))
                    .forEach(unknown::add);
        }
    }

    private boolean isKnown(SubjectRow row) {
        synchronized (known) {
            return known.get(row) != null;
        }
    }

    /** Notes that the transaction that added these has been committed. */
    void committed(Set<SubjectRow> added) {
        synchronized (known) {
            added.forEach(row -> known.put(row, true));
        }
    }
}
