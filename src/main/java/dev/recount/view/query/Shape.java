package dev.recount.view.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of a view, as a generation of it was built.
 *
 * @param columns the columns, in the order of the row's components
 * @param key the names of those that together tell one row from another
 * @param history whether each row's past is kept
 * @param byStream whether each row belongs to one stream, whose name stands beside it
 */
public record Shape(List<Column> columns, List<String> key, boolean history, boolean byStream) {

    public Shape {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** Returns the column of this name, if there is one. */
    public Optional<Column> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Tells whether one of the columns holds personal data. */
    public boolean holdsPersonal() {
        return !personal().isEmpty();
    }

    /** Returns the names of the columns that are personal data. */
    public Set<String> personal() {
        return columns.stream().flatMap(column -> column.subjectOf().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the columns of the key. */
    public List<Column> keyColumns() {
        return key.stream().map(name -> find(name).orElseThrow()).toList();
    }

    /** Returns the columns with their types, for a person who asked for another. */
    public String described() {
        return columns.stream()
                .map(column -> column.name() + " (" + column.form() + ")")
                .collect(Collectors.joining(", "));
    }
}
