package dev.recount.view.table;

import static dev.recount.view.table.TableNames.quoted;

import dev.recount.database.sql.Statements;
import dev.recount.model.personal.Subject;
import dev.recount.view.query.Column;
import dev.recount.view.query.Shape;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The personal data in the tables of a generation, in its rows and in their past, by whom it is of. */
public final class RowsOfSubjects {

    private final List<Column> subjects;
    private final List<String> tables;
    private final Shape shape;

    /** Prepares to deal with the tables of a generation that hold some. */
    public RowsOfSubjects(TableNames names, Shape shape) {
        this.shape = shape;
        this.subjects = shape.columns().stream()
                .filter(column -> column.subjectOf().isPresent())
                .toList();
        this.tables = Stream.of(names.current(), names.history())
                .limit(shape.history() ? 2 : 1)
                .map(names::quoted)
                .toList();
    }

    /** Takes the values that are of a subject out of all rows; whose they were stays. */
    public void erase(Statements statements, Subject subject) throws SQLException {
        for (String table : tables) {
            for (Column of : subjects) {
                statements.update(
                        "UPDATE " + table + " SET " + value(of) + " = NULL WHERE " + isHeld(of), subject.toString());
            }
        }
    }

    /** Returns how many rows there are, of now and of the past, that hold something of a subject's. */
    public long count(Statements statements, Subject subject) throws SQLException {
        String held = subjects.stream().map(this::isHeld).collect(Collectors.joining(" OR "));
        Object[] values = subjects.stream().map(_ -> subject.toString()).toArray();
        long rows = 0;
        for (String table : tables) {
            rows += statements
                    .select("SELECT COUNT(*) FROM " + table + " WHERE " + held, row -> row.getLong(1), values)
                    .getFirst();
        }
        return rows;
    }

    private String isHeld(Column of) {
        return quoted(of) + " = ? AND " + value(of) + " IS NOT NULL";
    }

    private String value(Column of) {
        return quoted(shape.find(of.subjectOf().orElseThrow()).orElseThrow());
    }
}
