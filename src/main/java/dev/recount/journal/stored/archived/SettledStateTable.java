package dev.recount.journal.stored.archived;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.JournalKey;
import dev.recount.journal.stored.archived.ArchiveTable.Rule;
import dev.recount.model.StreamId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * The settled states of one journal's archived streams: each such stream has one. Every method blocks, and throws
 * {@link DatabaseException} when the database does not answer.
 */
public final class SettledStateTable {

    /**
     * Changes nothing, and lets nobody delete a saved state until the transaction ends: whoever drops the states of a
     * stream finds the settled one as well.
     */
    private static final String HOLD_ONE =
            "UPDATE snapshot SET created = created WHERE persistence_id = ? AND sequence_number = ?";

    private static final String HOLD_ALL = "UPDATE snapshot SET created = created"
            + " FROM unnest(?::text[], ?::bigint[]) AS kept(id, version)"
            + " WHERE persistence_id = kept.id AND sequence_number = kept.version";

    /** A state that counts is not given up for one of before. */
    private static final String IS_BETTER = "(state.sequence_number < %1$s.sequence_number"
            + " OR state.snapshot_ser_manifest <> %1$s.snapshot_ser_manifest OR state.drops <> state.drops_before)";

    private static final String KEEP_ONE = """
            MERGE INTO settled_state state USING (
                SELECT persistence_id, sequence_number, created, snapshot_ser_manifest, snapshot_payload FROM snapshot
                WHERE persistence_id = ? AND sequence_number = ?) saved ON state.persistence_id = saved.persistence_id
            WHEN MATCHED AND %s THEN UPDATE SET sequence_number = saved.sequence_number, created = saved.created,
                snapshot_ser_manifest = saved.snapshot_ser_manifest, snapshot_payload = saved.snapshot_payload,
                drops_before = state.drops
            WHEN NOT MATCHED THEN INSERT (persistence_id, sequence_number, created, snapshot_ser_manifest,
                snapshot_payload, drops, drops_before) VALUES (saved.persistence_id, saved.sequence_number,
                saved.created, saved.snapshot_ser_manifest, saved.snapshot_payload, 0, 0)""".formatted(IS_BETTER.formatted("saved"));

    private static final String KEEP_ALL = """
            INSERT INTO settled_state AS state (persistence_id, sequence_number, created, snapshot_ser_manifest,
                snapshot_payload, drops, drops_before)
            SELECT saved.persistence_id, saved.sequence_number, saved.created, saved.snapshot_ser_manifest,
                saved.snapshot_payload, 0, 0
            FROM snapshot saved JOIN unnest(?::text[], ?::bigint[]) AS kept(id, version)
                ON saved.persistence_id = kept.id AND saved.sequence_number = kept.version
            ON CONFLICT (persistence_id) DO UPDATE SET sequence_number = EXCLUDED.sequence_number,
                created = EXCLUDED.created, snapshot_ser_manifest = EXCLUDED.snapshot_ser_manifest,
                snapshot_payload = EXCLUDED.snapshot_payload, drops_before = state.drops
            WHERE %s""".formatted(IS_BETTER.formatted("EXCLUDED"));

    private static final String ALL_THAT_IS_LEFT = "SELECT persistence_id, sequence_number FROM settled_state"
            + " WHERE deleted_to > 0 AND persistence_id = ANY(?)";

    private static final String DOUBTFUL = """
            SELECT state.persistence_id, state.sequence_number, state.snapshot_ser_manifest, state.drops,
                state.drops_before, archived.sequence_number, state.deleted_to
            FROM settled_state state JOIN archived_stream archived ON archived.persistence_id = state.persistence_id
            WHERE state.persistence_id > ? AND state.persistence_id < ? AND (state.snapshot_ser_manifest <> ?
                OR state.drops <> state.drops_before OR EXISTS (
                    SELECT 1 FROM correction WHERE correction.persistence_id = state.persistence_id
                        AND correction.sequence_number > state.sequence_number))
            ORDER BY state.persistence_id LIMIT ?""";

    private final Database journal;
    private final Transactions transactions;

    public SettledStateTable(Database journal) {
        this.journal = journal;
        this.transactions = new Transactions(journal.pool(), "a settled state cannot be kept");
    }

    /**
     * Keeps, in the transaction in which events move, the states that are saved at their streams' settled points.
     *
     * @param seen the streams, in the order of their names
     * @throws DatabaseException if one of them is not saved any more
     */
    static void keep(Statements statements, DatabaseKind kind, List<Map.Entry<StreamId, SeenEvent>> seen)
            throws SQLException {
        int held = switch (kind) {
            case H2 -> batch(statements, HOLD_ONE, seen);
            case POSTGRESQL -> arrays(statements, HOLD_ALL, seen);
        };
        if (held != seen.size()) {
            throw new DatabaseException("of " + seen.size() + " streams, " + (seen.size() - held)
                    + " do not have the state any more that was saved at their settled point; no event has moved");
        }
        var _ = switch (kind) {
            case H2 -> batch(statements, KEEP_ONE, seen);
            case POSTGRESQL -> arrays(statements, KEEP_ALL, seen);
        };
    }

    /**
     * Makes sure, once they are kept, of the states from which streams go on whose first events were deleted. What was
     * replaced is locked, so that a correction that is being recorded is either seen here, or sees the state of now.
     */
    static void requireKept(Statements statements, Collection<StreamId> streams, ObjLongConsumer<StreamId> corrected)
            throws SQLException {
        Object[] names = streams.stream().map(JournalKey::of).toArray();
        statements
                .select(
                        ALL_THAT_IS_LEFT,
                        row -> new Left(JournalKey.stream(row.getString(1)), row.getLong(2)),
                        statements.connection().createArrayOf("varchar", names))
                .forEach(each -> corrected.accept(each.stream, each.version));
    }

    private record Left(StreamId stream, long version) {}

    private static int batch(Statements statements, String sql, List<Map.Entry<StreamId, SeenEvent>> seen)
            throws SQLException {
        try (PreparedStatement statement = statements.connection().prepareStatement(sql)) {
            for (Map.Entry<StreamId, SeenEvent> each : seen) {
                statement.setString(1, JournalKey.of(each.getKey()));
                statement.setLong(2, each.getValue().settled());
                statement.addBatch();
            }
            return Arrays.stream(statement.executeBatch()).sum();
        }
    }

    private static int arrays(Statements statements, String sql, List<Map.Entry<StreamId, SeenEvent>> seen)
            throws SQLException {
        try (PreparedStatement statement = statements.connection().prepareStatement(sql)) {
            statement.setArray(
                    1,
                    statements
                            .connection()
                            .createArrayOf(
                                    "text",
                                    seen.stream()
                                            .map(each -> JournalKey.of(each.getKey()))
                                            .toArray()));
            statement.setArray(
                    2,
                    statements
                            .connection()
                            .createArrayOf(
                                    "bigint",
                                    seen.stream()
                                            .map(each -> each.getValue().settled())
                                            .toArray()));
            return statement.executeUpdate();
        }
    }

    /**
     * Returns the settled states that today's rules may not be able to go on from, in the order of their streams'
     * names, at most so many: of another name, dropped, or with a correction after them.
     *
     * @param after the id of the stream after which they come, or an empty text for the first
     */
    public List<SettledState> doubtful(Rule rule, String after, int limit) {
        return new Select<>(
                        DOUBTFUL,
                        select -> {
                            select.setString(1, JournalKey.beginning(rule.type()) + after);
                            select.setString(2, JournalKey.end(rule.type()));
                            select.setString(3, rule.stateName());
                            select.setInt(4, limit);
                        },
                        row -> new SettledState(
                                JournalKey.stream(row.getString(1)),
                                row.getLong(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getLong(4) != row.getLong(5),
                                row.getLong(6),
                                row.getLong(7)))
                .from(journal.unhurried());
    }

    /**
     * Takes over a state as one of today's rules, of which they read the form; unless it has been replaced, or the
     * states of the stream have been dropped since it was looked at.
     *
     * @param name the name under which today's states are saved
     * @return whether it was
     */
    public boolean takeOver(SettledState seen, String name) {
        return transactions.run(statements ->
                statements.update("""
                        UPDATE settled_state SET snapshot_ser_manifest = ? WHERE persistence_id = ?
                            AND sequence_number = ? AND snapshot_ser_manifest = ? AND drops = ?""", name, JournalKey.of(seen.stream()), seen.version(), seen.name(), seen.drops())
                        == 1);
    }

    /**
     * Puts a state in the place of one, unless that has been replaced, or the states of the stream have been dropped
     * since it was looked at: the new one may be made of what was dropped.
     *
     * @param seen the one that is there, looked at before the new one was made
     * @param made the new one
     * @param corrected is given the stream and the version of the new one if its first events were deleted; fails if
     *     that does not hold any more
     * @return whether it took its place
     */
    public boolean replace(
            SettledState seen, SettledState made, byte[] state, Instant now, ObjLongConsumer<StreamId> corrected) {
        return transactions.run(statements -> {
            int replaced = statements.update(
                    """
                    UPDATE settled_state SET sequence_number = ?, created = ?, snapshot_ser_manifest = ?,
                        snapshot_payload = ?, drops_before = drops
                    WHERE persistence_id = ? AND sequence_number = ? AND snapshot_ser_manifest = ? AND drops = ?""",
                    made.version(),
                    now.toEpochMilli(),
                    made.name(),
                    state,
                    JournalKey.of(seen.stream()),
                    seen.version(),
                    seen.name(),
                    seen.drops());
            if (replaced == 1) {
                requireKept(statements, List.of(seen.stream()), corrected);
            }
            return replaced == 1;
        });
    }
}
