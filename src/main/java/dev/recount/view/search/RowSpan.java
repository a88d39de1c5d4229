package dev.recount.view.search;

import static org.jooq.impl.DSL.name;

import dev.recount.model.StreamId;
import dev.recount.view.query.Column;
import dev.recount.view.query.Shape;
import dev.recount.view.query.ViewQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A row that holds, or held, for a while.
 *
 * @param values the values of its columns
 * @param from the time from which on it holds
 * @param to the time from which on it does no more, if it does no more
 * @param stream the stream that it belongs to, where each row belongs to one
 */
public record RowSpan(List<@Nullable Object> values, Instant from, Optional<Instant> to, Optional<StreamId> stream) {

    private static final Field<OffsetDateTime> FROM = TableConditions.time("valid_from");
    private static final Field<OffsetDateTime> TO = TableConditions.time("valid_to");
    private static final Field<String> STREAM = DSL.field(name("of_stream"), String.class);

    /** Tells whether it holds at a time, or now. */
    public boolean holdsAt(Optional<Instant> time) {
        return to.isEmpty() || time.filter(to.get()::isAfter).isPresent();
    }

    /** Returns those that a query chooses, as of its time or any before it, the last one first, at most so many. */
    static List<RowSpan> find(
            DSLContext sql,
            TableQueries.Tables tables,
            ViewQuery query,
            Optional<Instant> before,
            int limit,
            int seconds) {
        Condition condition =
                query.filters().stream().map(TableConditions::of).reduce(DSL.noCondition(), Condition::and);
        condition = condition.and(query.at().map(at -> FROM.le(utc(at))).orElse(DSL.noCondition()));
        condition = condition.and(before.map(time -> FROM.lt(utc(time))).orElse(DSL.noCondition()));
        Shape shape = tables.shape();
        String table = tables.names().current();
        Select<Record> rows = DSL.select(
                        fields(shape, DSL.castNull(TO.getDataType()).as(TO)))
                .from(TableQueries.named(tables.names(), table))
                .where(condition);
        if (shape.history()) {
            rows = rows.unionAll(DSL.select(fields(shape, TO))
                    .from(TableQueries.named(tables.names(), tables.names().history()))
                    .where(condition));
        }
        return sql.select()
                .from(rows.asTable("row"))
                .orderBy(FROM.desc())
                .limit(limit)
                .queryTimeout(seconds)
                .fetch(row -> of(shape, row));
    }

    private static List<Field<?>> fields(Shape shape, Field<?> to) {
        List<Field<?>> fields = new ArrayList<>();
        shape.columns().forEach(column -> fields.add(TableConditions.field(column)));
        fields.add(FROM);
        fields.add(to);
        if (shape.byStream()) {
            fields.add(STREAM);
        }
        return fields;
    }

    private static RowSpan of(Shape shape, Record row) {
        List<Column> columns = shape.columns();
        return new RowSpan(
                TableQueries.values(columns, row),
                time(row.get(columns.size())).orElseThrow(),
                time(row.get(columns.size() + 1)),
                shape.byStream()
                        ? Optional.of(StreamId.parse(String.valueOf(row.get(columns.size() + 2))))
                        : Optional.empty());
    }

    private static Optional<Instant> time(@Nullable Object value) {
        return Optional.ofNullable((OffsetDateTime) value).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
