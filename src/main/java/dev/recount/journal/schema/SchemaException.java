package dev.recount.journal.schema;

import java.util.List;

/**
 * Events were changed in a way in which stored ones cannot be read, or the file that tells their schema is not of
 * today.
 */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    SchemaException(String message, List<String> problems) {
        super(problems.isEmpty() ? message : message + "\n  " + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    SchemaException(String message, Throwable cause) {
        super(message, cause);
        this.problems = List.of();
    }

    /** Returns what is incompatible, each as a sentence; empty if the file is only not of today. */
    public List<String> problems() {
        return problems;
    }
}
