package dev.recount.view.query;

import java.util.List;

/**
 * A column of a view.
 *
 * @param name the component of the row that it holds
 * @param type the type of its values
 * @param nullable whether it may be empty
 * @param names the names that there are of an enum; empty for other types
 */
public record Column(String name, ColumnType type, boolean nullable, List<String> names) {

    public Column {
        names = names == null ? List.of() : List.copyOf(names);
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
