package dev.recount.database.sql;

import java.sql.SQLException;
import java.util.List;

/** The refusal of a statement by a database, as against a database in trouble. */
public final class Refusal {

    /**
     * The classes of SQL states by which a statement is refused for good: what is not supported, data and constraints,
     * names, types and rights, and limits of the database.
     */
    private static final List<String> LASTING = List.of("0A", "HYC", "22", "23", "42", "54");

    private Refusal() {}

    /** Tells whether the same statement would be refused again, however often it is tried. */
    public static boolean isLasting(SQLException refused) {
        String state = refused.getSQLState();
        return state != null && LASTING.stream().anyMatch(state::startsWith);
    }

    /** Tells the same of a failure that a statement has led to. */
    public static boolean isLasting(DatabaseException failure) {
        return failure.getCause() instanceof SQLException refused && isLasting(refused);
    }
}
