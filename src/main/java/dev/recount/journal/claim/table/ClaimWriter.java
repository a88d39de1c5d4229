package dev.recount.journal.claim.table;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import dev.recount.journal.claim.ClaimChange;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.journal.claim.Claimed;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The changes of what streams hold, as one transaction writes them.
 *
 * <p>What is taken comes before what is given back: a value that goes from one stream to another in the same
 * transaction is taken then, and each of the two is tried alone, in the order in which they came. So the log never has
 * one stream take what another gives back only after it.
 */
public final class ClaimWriter {

    private final DatabaseKind kind;
    private final String insert;

    public ClaimWriter(DatabaseKind kind) {
        this.kind = kind;
        this.insert = switch (kind) {
            case H2 ->
                "MERGE INTO claim USING (SELECT CAST(? AS VARCHAR) AS n, CAST(? AS VARCHAR) AS c, CAST(? AS VARCHAR) AS p)"
                        + " given ON claim.name = given.n AND claim.code = given.c WHEN NOT MATCHED THEN"
                        + " INSERT (name, code, persistence_id) VALUES (given.n, given.c, given.p)";
            case POSTGRESQL ->
                "INSERT INTO claim (name, code, persistence_id) VALUES (?, ?, ?) ON CONFLICT (name, code) DO NOTHING";
        };
    }

    /** One change of one stream. */
    private record Change(String stream, ClaimChange change, List<String> from) {

        String name() {
            return change.name();
        }

        String code() {
            return change.code().orElse("");
        }
    }

    /**
     * Writes the changes into an open transaction.
     *
     * @throws ClaimTakenException if a stream would take what another one holds, and what those of its type held before
     *     is known
     */
    public void write(Statements statements, List<ClaimRow> rows) throws SQLException {
        write(statements, Definitions.shared(statements, kind), rows);
    }

    void write(Statements statements, Definitions definitions, List<ClaimRow> rows) throws SQLException {
        write(statements, definitions, rows, false);
    }

    /**
     * Writes changes by events that are stored already: what is not defined any more is left out, and what another one
     * holds is noted.
     */
    void settle(Statements statements, Definitions definitions, ClaimRow row) throws SQLException {
        List<ClaimChange> known = row.claimed().changes().stream()
                .filter(change -> definitions.areOf(change.name(), row.persistenceId()))
                .toList();
        var claimed = new Claimed(known, row.claimed().from());
        write(statements, definitions, List.of(new ClaimRow(row.persistenceId(), claimed)), true);
    }

    private void write(Statements statements, Definitions definitions, List<ClaimRow> rows, boolean areStored)
            throws SQLException {
        // Every writer takes them in this order, so that no two of them wait for each other.
        List<Change> changes = rows.stream()
                .flatMap(ClaimWriter::changes)
                .sorted(Comparator.comparing(Change::name).thenComparing(Change::code))
                .toList();
        for (Change each : changes) {
            if (each.change.code().isPresent()) {
                take(statements, definitions, each, areStored);
            }
        }
        for (Change each : changes) {
            if (each.change.heldBefore()) {
                giveBack(statements, definitions, each);
            }
        }
    }

    private static Stream<Change> changes(ClaimRow row) {
        return row.claimed().changes().stream()
                .map(change ->
                        new Change(row.persistenceId(), change, row.claimed().from()));
    }

    private void take(Statements statements, Definitions definitions, Change taken, boolean isStored)
            throws SQLException {
        boolean mayBeNoted = definitions.mayHaveDuplicates(taken.name());
        if ((mayBeNoted && isNoted(statements, taken.name(), taken.code(), List.of(taken.stream)))
                || isHandedOver(statements, "claim", taken)
                || statements.update(insert, taken.name(), taken.code(), taken.stream) > 0
                || holder(statements, taken.name(), taken.code()).equals(Optional.of(taken.stream))
                || (mayBeNoted && isHandedOver(statements, "claim_duplicate", taken))) {
            return;
        }
        if (!isStored && definitions.isBuilt(taken.name(), taken.stream)) {
            throw new ClaimTakenException(taken.name(), taken.stream);
        }
        statements.update(
                "INSERT INTO claim_duplicate (name, code, persistence_id) VALUES (?, ?, ?)",
                taken.name(),
                taken.code(),
                taken.stream);
    }

    /** What a stream held together with another one before that was known, it keeps until it gives it back. */
    static boolean isNoted(Statements statements, String name, String code, List<String> streams) throws SQLException {
        return statements
                .select(
                        "SELECT persistence_id FROM claim_duplicate WHERE name = ? AND code = ?",
                        row -> row.getString(1),
                        name,
                        code)
                .stream()
                .anyMatch(streams::contains);
    }

    private static boolean isHandedOver(Statements statements, String table, Change taken) throws SQLException {
        for (String from : taken.from) {
            int handedOver = statements.update(
                    "UPDATE " + table + " SET persistence_id = ? WHERE name = ? AND code = ? AND persistence_id = ?",
                    taken.stream,
                    taken.name(),
                    taken.code(),
                    from);
            if (handedOver > 0) {
                return true;
            }
        }
        return false;
    }

    static Optional<String> holder(Statements statements, String name, String code) throws SQLException {
        return statements
                .select(
                        "SELECT persistence_id FROM claim WHERE name = ? AND code = ?",
                        row -> row.getString(1),
                        name,
                        code)
                .stream()
                .findFirst();
    }

    private void giveBack(Statements statements, Definitions definitions, Change given) throws SQLException {
        if (!definitions.mayHaveDuplicates(given.name())) {
            statements.update(
                    "DELETE FROM claim WHERE persistence_id = ? AND name = ? AND code <> ?",
                    given.stream,
                    given.name(),
                    given.code());
            return;
        }
        statements.update(
                "DELETE FROM claim_duplicate WHERE persistence_id = ? AND name = ? AND code <> ?",
                given.stream,
                given.name(),
                given.code());
        List<String> codes = statements.select(
                "SELECT code FROM claim WHERE persistence_id = ? AND name = ? AND code <> ?",
                row -> row.getString(1),
                given.stream,
                given.name(),
                given.code());
        for (String code : codes) {
            statements.update("DELETE FROM claim WHERE name = ? AND code = ?", given.name(), code);
            letNextHold(statements, given.name(), code);
        }
    }

    /** What nobody holds any more is held by the first one of those who have it too. */
    private void letNextHold(Statements statements, String name, String code) throws SQLException {
        Optional<String> next = statements
                .select(
                        "SELECT persistence_id FROM claim_duplicate WHERE name = ? AND code = ? ORDER BY persistence_id LIMIT 1",
                        row -> row.getString(1),
                        name,
                        code)
                .stream()
                .findFirst();
        if (next.isPresent()) {
            statements.update(insert, name, code, next.get());
            statements.update(
                    "DELETE FROM claim_duplicate WHERE name = ? AND code = ? AND persistence_id = ?",
                    name,
                    code,
                    next.get());
        }
    }
}
