package dev.recount.view.query;

import java.util.List;
import java.util.Optional;

/**
 * A column of a view.
 *
 * @param name the component of the row that it holds
 * @param type the type of its values
 * @param nullable whether it may be empty
 * @param names the names that there are of an enum; empty for other types
 * @param subjectOf the component whose subject it holds, where that is personal data; nothing for other columns
 */
public record Column(String name, ColumnType type, boolean nullable, List<String> names, Optional<String> subjectOf) {

    public Column {
        names = names == null ? List.of() : List.copyOf(names);
        subjectOf = subjectOf == null ? Optional.empty() : subjectOf;
    }

    /** Describes the column of a component that is no personal data. */
    public Column(String name, ColumnType type, boolean nullable, List<String> names) {
        this(name, type, nullable, names, Optional.empty());
    }

    /** Describes the column of the subject of a component that is personal data. */
    public static Column ofSubject(String component) {
        return new Column(component + "Subject", ColumnType.TEXT, true, List.of(), Optional.of(component));
    }

    /** Describes a column of another type than an enum's. */
    public Column(String name, ColumnType type, boolean nullable) {
        this(name, type, nullable, List.of());
    }

    /** Returns what a value of the column looks like, for a person. */
    public String form() {
        return type == ColumnType.ENUM ? "one of " + String.join(", ", names) : type.form();
    }

    /** Returns the name that the column has in SQL: {@code overdraft_limit} for {@code overdraftLimit}. */
    public String sqlName() {
        var sql = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = Character.isUpperCase(c) && i > 0 && !Character.isUpperCase(name.charAt(i - 1));
            sql.append(begins ? "_" : "").append(Character.toLowerCase(c));
        }
        return sql.toString();
    }
}
