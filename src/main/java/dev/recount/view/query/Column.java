package dev.recount.view.query;

/**
 * A column of a view.
 *
 * @param name the component of the row that it holds
 * @param type the type of its values
 * @param nullable whether it may be empty
 */
public record Column(String name, ColumnType type, boolean nullable) {

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
