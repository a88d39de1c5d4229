package dev.recount.view.projection;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;
import dev.recount.view.table.RowMapping;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of a view in memory, for those who want to see what events do to one of them; nothing is written. */
public final class RowFold<R> {

    private static final Logger LOG = LoggerFactory.getLogger(RowFold.class);

    private final View<R> view;
    private final RowMapping<R> mapping;
    private final FoldedRows<R> rows;
    private final RowChanges<R> changes;

    /**
     * Begins to fold.
     *
     * @param beginning the row of a key before the first event, if there is one
     */
    public RowFold(View<R> view, RowMapping<R> mapping, Function<List<Object>, Optional<R>> beginning) {
        this.view = view;
        this.mapping = mapping;
        this.rows = new FoldedRows<>(mapping, beginning);
        this.changes = new RowChanges<>(view, rows);
    }

    /** Returns the values of the columns of a key's row as it is now, if there is one. */
    public Optional<List<@Nullable Object>> values(List<Object> key) {
        return rows.find(key).map(row -> Collections.unmodifiableList(Arrays.asList(mapping.values(row))));
    }

    /** Tells whether two rows are the same to a table, or both are none. */
    public boolean isSame(Optional<List<@Nullable Object>> one, Optional<List<@Nullable Object>> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return mapping.sameValues(mapping.row(one.get()), mapping.row(other.get()));
    }

    /** Takes in an event; returns what went wrong, if the view's rules fail on it as they do where the view stops. */
    public Optional<String> take(StreamId stream, long version, RecordedEvent event) {
        try {
            changes.take(stream, version, event);
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            LOG.debug("{} failed on {}@{}", view, stream, version, defect);
            return Optional.of("the rules of the view fail on " + stream + "@" + version);
        }
    }
}
