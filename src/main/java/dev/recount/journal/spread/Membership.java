package dev.recount.journal.spread;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The membership of a database in a set of journals, as it remembers it: the set, and its index in that. With another
 * order, number or set, streams would be looked for where they are not.
 *
 * @param index which of them, from 0 for the home one
 */
record Membership(Set set, int index) {

    private static final String SETTING = "recount.journal.further";

    /**
     * Journals that belong together.
     *
     * @param id what the home database drew when it was first opened; empty as long as it is not known
     * @param journals how many there are
     */
    record Set(String id, int journals) {}

    /**
     * Makes an empty database a member of a set for good, or makes sure that it is that member.
     *
     * @param set the set that it is to be of; the home one names its own
     * @param setting the name of the setting that the database is from
     * @return the set with its true id
     * @throws DatabaseException if it is another member, of another set, or holds events and is to be one of several
     *     from now on
     */
    static Set join(Database database, Set set, String setting) {
        var wanted = new Membership(set, database.index());
        Membership remembered = transactions(database).run(statements -> {
            statements.update("LOCK TABLE journal_membership IN EXCLUSIVE MODE");
            Optional<Membership> known = read(statements);
            if (known.isPresent()) {
                return known.get();
            }
            if (set.journals > 1 && holdsEvents(statements)) {
                throw new DatabaseException(
                        setting + ": the database holds events already, of a journal that is not one of " + set.journals
                                + ", and their streams would not be found; several journals begin with new databases");
            }
            statements.update(
                    "INSERT INTO journal_membership (journal_set, number, journals) VALUES (?, ?, ?)",
                    set.id,
                    wanted.index + 1,
                    set.journals);
            return wanted;
        });
        return wanted.same(remembered, setting);
    }

    /**
     * Makes sure that a database is a certain member of a set, and changes nothing.
     *
     * @throws DatabaseException if it is not
     */
    static Set require(Database database, Set set, String setting) {
        var wanted = new Membership(set, database.index());
        boolean alone = set.journals == 1;
        Optional<Membership> remembered =
                transactions(database).run(statements -> isKept(statements) ? read(statements) : Optional.empty());
        if (remembered.isEmpty() && alone) {
            return set;
        }
        return wanted.same(
                remembered.orElseThrow(() -> new DatabaseException(
                        setting + ": the database is none of " + set.journals + " journals; no server has begun it")),
                setting);
    }

    private Set same(Membership remembered, String setting) {
        boolean home = index == 0;
        if (remembered.index != index || remembered.set.journals != set.journals) {
            throw new DatabaseException((home ? SETTING : setting) + ": the database of "
                    + (home ? "recount.journal.postgres" : "this entry") + " is " + remembered
                    + ", and the settings make it " + this
                    + "; a journal keeps its number and the number of journals for ever");
        } else if (!home && !remembered.set.id.equals(set.id)) {
            throw new DatabaseException(setting + ": the database belongs to the journals " + remembered.set.id
                    + ", and that of recount.journal.postgres to " + set.id);
        }
        return remembered.set;
    }

    private static Optional<Membership> read(Statements statements) throws SQLException {
        return statements
                .select(
                        "SELECT journal_set, number, journals FROM journal_membership",
                        row -> new Membership(new Set(row.getString(1), row.getInt(3)), row.getInt(2) - 1))
                .stream()
                .findFirst();
    }

    private static boolean isKept(Statements statements) throws SQLException {
        return statements
                .select("SELECT to_regclass('journal_membership') IS NOT NULL", row -> row.getBoolean(1))
                .getFirst();
    }

    private static boolean holdsEvents(Statements statements) throws SQLException {
        return statements
                .select("SELECT EXISTS (SELECT 1 FROM event_journal)", row -> row.getBoolean(1))
                .getFirst();
    }

    private static Transactions transactions(Database database) {
        return new Transactions(database.pool(), "which journal the database is cannot be told");
    }

    @Override
    public String toString() {
        return "journal " + (index + 1) + " of " + set.journals;
    }
}
