package dev.recount.server.move;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a row, as every database takes them. */
record MovedRow(List<@Nullable Object> values) {

    String text(int column) {
        return String.valueOf(values.get(column));
    }

    MovedRow with(int column, String value) {
        List<@Nullable Object> changed = new ArrayList<>(values);
        changed.set(column, value);
        return new MovedRow(changed);
    }
}
