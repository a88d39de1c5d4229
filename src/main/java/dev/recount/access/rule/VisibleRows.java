package dev.recount.access.rule;

import java.util.List;
import java.util.Map;

/**
 * The rows of a view that a caller may see.
 *
 * @param fields the fields whose values decide, with the values of which each has to have one; none for all rows
 */
public record VisibleRows(Map<String, List<String>> fields) {

    /** All rows. */
    public static final VisibleRows ALL = new VisibleRows(Map.of());

    public VisibleRows {
        fields = Map.copyOf(fields);
    }

    /** Tells whether these are all rows. */
    public boolean areAll() {
        return fields.isEmpty();
    }
}
