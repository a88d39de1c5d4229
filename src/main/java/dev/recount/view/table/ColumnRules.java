package dev.recount.view.table;

import dev.recount.model.DomainException;
import dev.recount.model.view.View;
import dev.recount.view.query.Column;
import dev.recount.view.query.Shape;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that the columns of a view keep, so that a table can have them. */
record ColumnRules(View<?> view) {

    /** The columns that tables have for themselves: ours, and those of PostgreSQL and of H2. */
    private static final Set<String> TAKEN =
            Set.of("valid_from", "valid_to", "ctid", "tableoid", "xmin", "xmax", "cmin", "cmax", "_rowid_");

    /** The column of the stream that a row belongs to. */
    private static final String OF_STREAM = "of_stream";

    /** The length up to which PostgreSQL tells names apart, in bytes. */
    private static final int MOST_BYTES = 63;

    /** One less than the columns that PostgreSQL takes into an index: what was has its time in the key. */
    private static final int MOST_INDEXED = 31;

    /**
     * Makes sure that a table can have these columns, this key and the view's indexes.
     *
     * @throws DomainException if it cannot; the message names the component
     */
    void require(Shape shape) {
        shape.columns().forEach(this::requireName);
        requireDistinct(shape.columns());
        shape.keyColumns().forEach(this::requireKey);
        requireFew("key", shape.keyColumns().size());
        view.indexes().forEach(index -> requireFew("index", index.size()));
    }

    private void requireName(Column column) {
        if (column.sqlName().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw refuse(column, "its name in SQL has more than " + MOST_BYTES + " bytes; give it a shorter one");
        }
    }

    private void requireFew(String what, int columns) {
        if (columns > MOST_INDEXED) {
            throw new DomainException(
                    view + ": its " + what + " is made of " + columns + " components; the most are " + MOST_INDEXED);
        }
    }

    private void requireDistinct(List<Column> columns) {
        var seen = new HashSet<String>();
        for (Column column : columns) {
            boolean isOfStream = view.isByStream() && column.sqlName().equals(OF_STREAM);
            if (isOfStream || TAKEN.contains(column.sqlName())) {
                throw refuse(column, "the table has a column of this name for itself; rename it");
            }
            if (!seen.add(column.sqlName())) {
                throw refuse(column, "another component has the same name in SQL, " + column.sqlName());
            }
        }
    }

    private void requireKey(Column column) {
        switch (column.type()) {
            case TEXT,
                    BOOLEAN,
                    INTEGER,
                    BIGINT,
                    INSTANT,
                    DATE,
                    TIME,
                    DATE_TIME,
                    DURATION,
                    YEAR_MONTH,
                    MONTH_DAY,
                    PERIOD,
                    ZONE,
                    CURRENCY,
                    LOCALE,
                    ENUM,
                    UUID -> {}
            case DOUBLE, DECIMAL, WHOLE, JSON ->
                throw refuse(column, "a key is made of texts, whole numbers, days, instants and the like");
        }
        if (column.nullable()) {
            throw refuse(column, "a component of the key cannot be optional");
        }
    }

    private DomainException refuse(Column column, String problem) {
        return new DomainException(view + ": " + view.row().getName() + "." + column.name() + ": " + problem);
    }
}
