package dev.recount.journal.claim.table;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Select;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.JournalKey;
import dev.recount.journal.claim.ClaimChange;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.model.StreamId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables of the values that streams hold; every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when the database does not answer.
 */
public final class ClaimTable {

    private static final String OF_TYPE = " persistence_id >= ? AND persistence_id < ?";

    private final Database database;
    private final ClaimWriter writer;
    private final Transactions transactions;
    private final boolean isOfSeveral;

    /** Uses the tables of the one journal. */
    public ClaimTable(Database database) {
        this(database, false);
    }

    /**
     * Uses the tables of a journal.
     *
     * @param isOfSeveral whether it is the home one of several
     */
    public ClaimTable(Database database, boolean isOfSeveral) {
        this.database = database;
        this.isOfSeveral = isOfSeveral;
        this.writer = new ClaimWriter(database.kind());
        this.transactions = new Transactions(database.pool(), "what streams hold cannot be kept");
    }

    /**
     * A stream with what it holds, as it was counted from its events.
     *
     * @param version the version of its last event by then
     * @param row all that it holds, as changes of anything that it may have held
     */
    public record Counted(StreamId stream, long version, ClaimRow row) {}

    /** A value that several streams hold, the first of them as the one that others see. */
    public record Duplicate(String name, List<StreamId> streams) {}

    /** Returns all definitions. */
    public List<ClaimDefinition> definitions() {
        return new Select<>(ClaimDefinition.SELECT, _ -> {}, ClaimDefinition::of).from(database.pool());
    }

    /**
     * Sees to it that streams of a type are known to hold values of a name.
     *
     * @param isAlone whether nobody else writes to the journal: it is in force at once then, if there is no such stream
     */
    public void define(String name, String streamType, boolean isAlone) {
        transactions.run(statements -> {
            boolean isInForce = isAlone && !JournalDatabase.hasEvents(statements, streamType);
            String columns = "claim_definition (name, stream_type, is_built, is_in_force)";
            return statements.update(
                    switch (database.kind()) {
                        case H2 ->
                            "INSERT INTO " + columns
                                    + " SELECT CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS BOOLEAN),"
                                    + " CAST(? AS BOOLEAN) WHERE NOT EXISTS (SELECT 1 FROM claim_definition"
                                    + " WHERE name = ? AND stream_type = ?)";
                        case POSTGRESQL ->
                            "INSERT INTO " + columns
                                    + " SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM claim_definition"
                                    + " WHERE name = ? AND stream_type = ?) ON CONFLICT DO NOTHING";
                    },
                    name,
                    streamType,
                    isInForce,
                    isInForce,
                    name,
                    streamType);
        });
    }

    /** Forgets who holds what, and has it counted anew from the events. */
    public void countAnew() {
        transactions.run(statements -> {
            var _ = Definitions.alone(statements);
            for (String table : List.of("claim", "claim_duplicate", "claim_reservation", "claim_settled")) {
                statements.update("DELETE FROM " + table);
            }
            return statements.update("UPDATE claim_definition SET is_built = FALSE, is_in_force = FALSE");
        });
    }

    /** Forgets that streams of a type hold values of a name, and what they held. */
    public void drop(String name, String streamType) {
        transactions.run(statements -> {
            var _ = Definitions.alone(statements);
            for (String table : List.of("claim", "claim_duplicate", "claim_reservation")) {
                statements.update(
                        "DELETE FROM " + table + " WHERE name = ? AND" + OF_TYPE,
                        name,
                        JournalKey.beginning(streamType),
                        JournalKey.end(streamType));
            }
            return statements.update(
                    "DELETE FROM claim_definition WHERE name = ? AND stream_type = ?", name, streamType);
        });
    }

    /**
     * Writes what streams hold in the place of what was written of them.
     *
     * @return those that have gone on since they were counted, of which nothing was written
     */
    public List<StreamId> replace(List<Counted> counted) {
        return transactions.run(statements -> {
            var late = new ArrayList<StreamId>();
            Definitions definitions = Definitions.alone(statements);
            for (Counted each : counted) {
                if (isOfSeveral ? isSettledAt(statements, each) : isAt(statements, each)) {
                    writer.write(statements, definitions, List.of(each.row));
                } else {
                    late.add(each.stream);
                }
            }
            return late;
        });
    }

    /**
     * Tells, of a stream whose events are in another journal, whether it has not gone on in what it holds.
     *
     * @throws DatabaseException if another stream is about to take some of that, so that it has to be tried again
     */
    private static boolean isSettledAt(Statements statements, Counted counted) throws SQLException {
        String own = JournalKey.of(counted.stream);
        if (Settled.locked(statements, own) > counted.version) {
            return false;
        }
        for (ClaimChange each : counted.row.claimed().changes()) {
            List<String> keptFor = statements.select(
                    "SELECT persistence_id FROM claim_reservation WHERE name = ? AND code = ?",
                    row -> row.getString(1),
                    each.name(),
                    each.code().orElse(""));
            if (keptFor.stream().anyMatch(other -> !other.equals(own))) {
                throw new DatabaseException("another stream is about to take what " + counted.stream + " holds of "
                        + each.name() + "; that is known soon");
            }
        }
        return true;
    }

    private static boolean isAt(Statements statements, Counted counted) throws SQLException {
        return statements
                .select(
                        "SELECT sequence_number FROM event_journal WHERE persistence_id = ?"
                                + " ORDER BY sequence_number DESC LIMIT 1",
                        row -> row.getLong(1),
                        JournalKey.of(counted.stream))
                .stream()
                .allMatch(last -> last == counted.version);
    }

    /**
     * Notes that what streams of before hold has been added: from now on, streams of this type take nothing that
     * another one holds.
     */
    public void built(String name, String streamType) {
        transactions.run(statements -> statements.update(
                "UPDATE claim_definition SET is_built = TRUE WHERE name = ? AND stream_type = ?", name, streamType));
    }

    /** Notes that no stream of a type holds what another one holds, unless some of them do. */
    public boolean bringIntoForce(String name, String streamType) {
        return transactions.run(statements -> {
            var _ = Definitions.alone(statements);
            List<Integer> duplicate = statements.select(
                    "SELECT 1 FROM claim_duplicate WHERE name = ? AND" + OF_TYPE + " LIMIT 1",
                    row -> row.getInt(1),
                    name,
                    JournalKey.beginning(streamType),
                    JournalKey.end(streamType));
            List<Integer> coming = statements.select(
                    "SELECT 1 FROM claim_reservation WHERE name = ? AND" + OF_TYPE + " AND EXISTS (SELECT 1 FROM claim"
                            + " WHERE claim.name = claim_reservation.name AND claim.code = claim_reservation.code) LIMIT 1",
                    row -> row.getInt(1),
                    name,
                    JournalKey.beginning(streamType),
                    JournalKey.end(streamType));
            return duplicate.isEmpty()
                    && coming.isEmpty()
                    && statements.update(
                                    "UPDATE claim_definition SET is_in_force = TRUE"
                                            + " WHERE name = ? AND stream_type = ? AND is_built",
                                    name,
                                    streamType)
                            > 0;
        });
    }

    /** Returns the stream that holds a value, if one does. */
    public Optional<StreamId> holder(String name, String code) {
        return new Select<>(
                        "SELECT persistence_id FROM claim WHERE name = ? AND code = ?",
                        select -> {
                            select.setString(1, name);
                            select.setString(2, code);
                        },
                        row -> JournalKey.stream(row.getString(1)))
                .from(database.pool()).stream().findFirst();
    }

    /**
     * Tells whether another stream than this one, and those that it goes on from, holds what it would take, so that it
     * cannot; what it held together with another one before that was known, it may keep.
     */
    public boolean isTaken(StreamId stream, ClaimChange change, List<String> from) {
        List<String> own =
                Stream.concat(Stream.of(JournalKey.of(stream)), from.stream()).toList();
        return change.code().isPresent()
                && new Select<>(
                                "SELECT persistence_id FROM claim JOIN claim_definition ON claim_definition.name = claim.name"
                                        + " AND claim_definition.stream_type = ? AND claim_definition.is_built"
                                        + " WHERE claim.name = ? AND claim.code = ?",
                                select -> {
                                    select.setString(1, stream.type());
                                    select.setString(2, change.name());
                                    select.setString(3, change.code().get());
                                },
                                row -> row.getString(1))
                        .from(database.pool()).stream().anyMatch(holder -> !own.contains(holder))
                && own.stream()
                        .noneMatch(each ->
                                isNoted(each, change.name(), change.code().get()));
    }

    private boolean isNoted(String persistenceId, String name, String code) {
        return !new Select<>(
                        "SELECT 1 FROM claim_duplicate WHERE persistence_id = ? AND name = ? AND code = ?",
                        select -> {
                            select.setString(1, persistenceId);
                            select.setString(2, name);
                            select.setString(3, code);
                        },
                        row -> row.getInt(1))
                .from(database.pool())
                .isEmpty();
    }

    /** Returns what is written of a stream, by name; of duplicates, too. */
    public List<ClaimOf> of(StreamId stream) {
        return new Select<>(
                        "SELECT name, code FROM claim WHERE persistence_id = ? UNION ALL"
                                + " SELECT name, code FROM claim_duplicate WHERE persistence_id = ? ORDER BY 1",
                        select -> {
                            select.setString(1, JournalKey.of(stream));
                            select.setString(2, JournalKey.of(stream));
                        },
                        row -> new ClaimOf(row.getString(1), row.getString(2)))
                .from(database.pool());
    }

    /** Returns the names under which streams hold something, after one of them, at most so many. */
    public List<String> streams(String after, int most) {
        return new Select<>(
                        "SELECT persistence_id FROM (SELECT persistence_id FROM claim UNION"
                                + " SELECT persistence_id FROM claim_duplicate) held"
                                + " WHERE persistence_id > ? ORDER BY persistence_id LIMIT ?",
                        select -> {
                            select.setString(1, after);
                            select.setInt(2, most);
                        },
                        row -> row.getString(1))
                .from(database.pool());
    }

    /** A value that is written of a stream. */
    public record ClaimOf(String name, String code) {}

    /** Returns how many values of a name are held. */
    public long held(String name) {
        return count("SELECT COUNT(*) FROM claim WHERE name = ?", name);
    }

    /** Returns how many streams hold a value that another one holds before them. */
    public long duplicates() {
        return new Select<>("SELECT COUNT(*) FROM claim_duplicate", _ -> {}, row -> row.getLong(1))
                .from(database.pool())
                .getFirst();
    }

    /** Returns how many streams hold a value of a name that another one holds before them. */
    public long duplicates(String name) {
        return count("SELECT COUNT(*) FROM claim_duplicate WHERE name = ?", name);
    }

    private long count(String query, String name) {
        return new Select<>(query, select -> select.setString(1, name), row -> row.getLong(1))
                .from(database.pool())
                .getFirst();
    }

    /** Returns some of the values of a name that several streams hold, at most so many. */
    public List<Duplicate> duplicates(String name, int most) {
        List<String> codes = new Select<>(
                        "SELECT DISTINCT code FROM claim_duplicate WHERE name = ? ORDER BY code LIMIT ?",
                        select -> {
                            select.setString(1, name);
                            select.setInt(2, most);
                        },
                        row -> row.getString(1))
                .from(database.pool());
        return codes.stream()
                .map(code -> new Duplicate(name, holders(name, code)))
                .toList();
    }

    private List<StreamId> holders(String name, String code) {
        return new Select<>(
                        "SELECT persistence_id, 1 AS place FROM claim WHERE name = ? AND code = ? UNION ALL"
                                + " SELECT persistence_id, 2 FROM claim_duplicate WHERE name = ? AND code = ?"
                                + " ORDER BY place, persistence_id",
                        select -> {
                            select.setString(1, name);
                            select.setString(2, code);
                            select.setString(3, name);
                            select.setString(4, code);
                        },
                        row -> JournalKey.stream(row.getString(1)))
                .from(database.pool());
    }
}
