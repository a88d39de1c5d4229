package dev.recount.journal.claim.table;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import dev.recount.journal.JournalKey;
import dev.recount.model.StreamId;
import java.sql.SQLException;
import java.util.List;

/**
 * The names whose values streams of a type hold, as a transaction finds them that holds them as they are until it ends.
 *
 * <p>Who changes what is held has them so, and who brings one into force, or adds what streams of before hold, keeps
 * them from all others meanwhile. So no stream takes a value between the last look for duplicates and the moment from
 * which there can be none.
 */
record Definitions(List<ClaimDefinition> all) {

    /** Reads them; until the transaction ends, they stay the same, and nobody has them {@linkplain #alone alone}. */
    static Definitions shared(Statements statements, DatabaseKind kind) throws SQLException {
        return switch (kind) {
            case H2 -> alone(statements); // it knows no other locks, and has one writer
            case POSTGRESQL -> read(statements, " FOR SHARE");
        };
    }

    /** Reads them; until the transaction ends, nobody else has them. */
    static Definitions alone(Statements statements) throws SQLException {
        return read(statements, " FOR UPDATE");
    }

    private static Definitions read(Statements statements, String lock) throws SQLException {
        return new Definitions(statements.select(ClaimDefinition.SELECT + lock, ClaimDefinition::of));
    }

    /**
     * Tells whether this stream can take no value of a name that another one holds, as it is known what those of its
     * type held before.
     *
     * @throws SQLException if the type is not known to hold any
     */
    boolean isBuilt(String name, String persistenceId) throws SQLException {
        StreamId stream = JournalKey.stream(persistenceId);
        return all.stream()
                .filter(each -> each.name().equals(name) && each.streamType().equals(stream.type()))
                .findFirst()
                .orElseThrow(() -> new SQLException("nothing is kept of what " + stream + " holds of " + name))
                .isBuilt();
    }

    /** Tells whether streams of the type of this one hold values of a name. */
    boolean areOf(String name, String persistenceId) {
        String type = JournalKey.stream(persistenceId).type();
        return all.stream()
                .anyMatch(each -> each.name().equals(name) && each.streamType().equals(type));
    }

    boolean mayHaveDuplicates(String name) {
        return all.stream().anyMatch(each -> each.name().equals(name) && !each.isInForce());
    }
}
