package dev.recount.database.sql;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A database that cannot be opened, read or written, or that does not hold what it has to. */
public class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns what a database or a tool for it says as one line, which is all that a person is told of a start. */
    public static String inOneLine(@Nullable String text) {
        return String.valueOf(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
