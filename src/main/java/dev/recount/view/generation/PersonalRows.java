package dev.recount.view.generation;

import dev.recount.database.Database;
import dev.recount.database.sql.Statements;
import dev.recount.database.sql.Transactions;
import dev.recount.log.position.Position;
import dev.recount.model.personal.Subject;
import dev.recount.view.table.RowsOfSubjects;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The personal data in the tables of all generations of all views, also of those that nothing feeds any more: because
 * another is built to take their place, they are paused, or no domain has the view.
 *
 * <p>Every method blocks, and throws {@link dev.recount.database.sql.DatabaseException} when the database does not
 * answer.
 */
public final class PersonalRows {

    private final Transactions database;

    /** Looks at the tables in a database. */
    public PersonalRows(Database database) {
        this.database = new Transactions(database.unhurried(), "the rows of views cannot be changed");
    }

    /** Tells whether all generations that hold personal data have come to some positions. */
    public boolean haveAllPassed(Collection<Position> positions) {
        return database.run(statements -> {
            for (Generation generation : personal(statements)) {
                Position reached = generation.offset().position(statements);
                if (!positions.stream().allMatch(reached::covers)) {
                    return false;
                }
            }
            return true;
        });
    }

    /**
     * Takes the values that are of a subject out of all generations that have not come to a position, so that they are
     * gone also where one never comes to it.
     */
    public void erase(Subject subject, Position position) {
        erase(subject, reached -> !reached.covers(position));
    }

    /** Takes the values that are of a subject out of all generations, wherever they have come to. */
    public void erase(Subject subject) {
        erase(subject, _ -> true);
    }

    private void erase(Subject subject, Predicate<Position> isOpen) {
        for (Generation generation : database.run(PersonalRows::personal)) {
            database.run(statements -> {
                if (isOpen.test(generation.offset().position(statements))) {
                    rows(generation).erase(statements, subject);
                }
                return generation;
            });
        }
    }

    /** Returns how many rows hold something of a subject's, of now and of the past, by view. */
    public Map<String, Long> count(Subject subject) {
        return database.run(statements -> {
            var counts = new TreeMap<String, Long>();
            for (Generation generation : personal(statements)) {
                counts.merge(generation.view(), rows(generation).count(statements, subject), Math::max);
            }
            counts.values().removeIf(count -> count == 0);
            return counts;
        });
    }

    private static RowsOfSubjects rows(Generation generation) {
        return new RowsOfSubjects(generation.names(), generation.definition().shape());
    }

    private static List<Generation> personal(Statements statements) throws SQLException {
        return Generations.all(statements).stream()
                .filter(generation -> generation.definition().shape().holdsPersonal())
                .toList();
    }
}
