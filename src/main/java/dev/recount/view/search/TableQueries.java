package dev.recount.view.search;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Statements;
import dev.recount.log.position.Position;
import dev.recount.view.generation.Generation;
import dev.recount.view.generation.GenerationProgress;
import dev.recount.view.query.Column;
import dev.recount.view.query.RowCursor;
import dev.recount.view.query.Shape;
import dev.recount.view.query.ViewAnswer;
import dev.recount.view.query.ViewQuery;
import dev.recount.view.table.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Answers questions about the rows of a generation; rows, their count and the position are of one moment. */
public final class TableQueries {

    /** The SQL state of a number that is greater than its type. */
    private static final String OUT_OF_RANGE = "22003";

    private final DataSource database;
    private final SQLDialect dialect;
    private final Duration timeout;

    /**
     * Prepares to answer.
     *
     * @param name the name of the connections
     * @param connections the most queries at a time
     * @param timeout how long a query may take
     */
    public TableQueries(Database database, String name, int connections, Duration timeout) {
        this.database = database.open(name, connections, timeout);
        this.dialect = database.kind() == DatabaseKind.H2 ? SQLDialect.H2 : SQLDialect.POSTGRES;
        this.timeout = timeout;
    }

    /**
     * The tables of a building of a view, that of a generation or another.
     *
     * @param view the name of the view
     * @param kept tells, in a transaction, what their rows have seen of the log
     */
    public record Tables(String view, TableNames names, Shape shape, Kept kept) {

        /** Returns the tables of a generation. */
        public static Tables of(Generation generation) {
            return new Tables(
                    generation.view(),
                    generation.names(),
                    generation.definition().shape(),
                    (statements, past) -> new Seen(
                            generation.offset().position(statements),
                            GenerationProgress.uncorrected(statements, generation, past)));
        }

        /** The part of the log that rows have seen. */
        @FunctionalInterface
        public interface Kept {

            /**
             * Returns it.
             *
             * @param past whether the rows are asked about as they were
             */
            Seen seen(Statements statements, boolean past) throws SQLException;
        }
    }

    /**
     * The part of the log that rows have seen.
     *
     * @param position up to which they have seen their events
     * @param uncorrected the position of a correction that they do not show, if there is one
     */
    public record Seen(Position position, Optional<Position> uncorrected) {}

    /**
     * Answers a question.
     *
     * @param seen the position up to which the generation had seen its events before it was asked: what it passed over
     *     without a transaction is not among what it keeps
     * @throws DatabaseException if the database does not, or not in time
     */
    public ViewAnswer answer(Tables tables, Position seen, ViewQuery query) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                // The rows are those of the kept position exactly. What was seen before they were read, and is not in
                // it, did not concern the view, or it would be kept.
                Seen kept = tables.kept()
                        .seen(new Statements(connection), query.at().isPresent());
                return answer(
                        DSL.using(connection, dialect),
                        tables,
                        new Seen(kept.position().join(seen), kept.uncorrected()),
                        query);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
            }
        } catch (DataAccessException refused) {
            if (query.grouping().isPresent() && OUT_OF_RANGE.equals(refused.sqlState())) {
                throw new Groups(query.grouping().get()).outOfRange();
            }
            throw new DatabaseException("the view cannot be read: " + refused.getMessage(), refused);
        } catch (SQLException failure) {
            throw new DatabaseException("the view cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * Returns the rows that differ between two buildings of a view, by their keys, at most so many.
     *
     * @param query what each row has to fulfil, and the place after which to begin
     * @throws DatabaseException if the database does not answer, or not in time
     */
    public RowDifferences difference(Tables one, Tables other, ViewQuery query) {
        try (Connection connection = database.getConnection()) {
            connection.setReadOnly(true);
            try {
                return RowDifferences.find(DSL.using(connection, dialect), one, other, query, seconds());
            } finally {
                connection.setReadOnly(false);
            }
        } catch (DataAccessException | SQLException failure) {
            throw new DatabaseException("the views cannot be compared: " + failure.getMessage(), failure);
        }
    }

    /**
     * Returns the rows that a query chooses, as of its time or any before it, each with the time in which it held, the
     * last one first, at most so many.
     *
     * @param before the time before which each of them has to begin, if there is one
     * @throws DatabaseException if the database does not answer, or not in time
     */
    public List<RowSpan> spans(Tables tables, ViewQuery query, Optional<Instant> before, int limit) {
        try (Connection connection = database.getConnection()) {
            connection.setReadOnly(true);
            try {
                return RowSpan.find(DSL.using(connection, dialect), tables, query, before, limit, seconds());
            } finally {
                connection.setReadOnly(false);
            }
        } catch (DataAccessException | SQLException failure) {
            throw new DatabaseException("the view cannot be read: " + failure.getMessage(), failure);
        }
    }

    private ViewAnswer answer(DSLContext sql, Tables tables, Seen seen, ViewQuery query) {
        Table<?> rows = rows(tables, query.at());
        Condition condition = query.filters().stream().map(TableConditions::of).reduce(noCondition(), Condition::and);
        List<Column> columns = query.grouping()
                .map(grouping -> new Groups(grouping).columns())
                .orElse(tables.shape().columns());
        List<List<@Nullable Object>> found = query.grouping()
                .map(_ -> groups(sql, rows, condition, query))
                .orElseGet(() -> rows(sql, rows, condition, columns, query));
        return new ViewAnswer(
                seen.position(),
                seen.uncorrected(),
                columns,
                query.grouping().map(grouping -> grouping.by().size()).orElse(0),
                found,
                query.count() ? OptionalLong.of(count(sql, rows, condition)) : OptionalLong.empty(),
                found.size() == query.limit()
                        ? Optional.of(RowCursor.write(tables.view(), query, ordered(columns, found.getLast(), query)))
                        : Optional.empty());
    }

    /** Returns the rows as they are, or as they were. */
    private static Table<?> rows(Tables tables, Optional<Instant> at) {
        Table<Record> current = named(tables.names(), tables.names().current());
        if (at.isEmpty()) {
            return current.as("row");
        }
        List<org.jooq.Field<?>> columns = new ArrayList<>();
        tables.shape().columns().forEach(column -> columns.add(TableConditions.field(column)));
        var from = TableConditions.time("valid_from");
        var to = TableConditions.time("valid_to");
        OffsetDateTime time = at.get().atOffset(ZoneOffset.UTC);
        return DSL.select(columns)
                .from(current)
                .where(from.le(time))
                .unionAll(DSL.select(columns)
                        .from(named(tables.names(), tables.names().history()))
                        .where(from.le(time).and(to.gt(time))))
                .asTable("row");
    }

    static Table<Record> named(TableNames names, String table) {
        return table(name(names.schema(), table));
    }

    private List<List<@Nullable Object>> rows(
            DSLContext sql, Table<?> rows, Condition condition, List<Column> columns, ViewQuery query) {
        List<SelectField<?>> fields = new ArrayList<>();
        columns.forEach(column -> fields.add(TableConditions.field(column)));
        return sql.select(fields)
                .from(rows)
                .where(condition.and(TableConditions.after(query)))
                .orderBy(query.order().stream().map(TableConditions::sort).toList())
                .limit(query.limit())
                .queryTimeout(seconds())
                .fetch(row -> values(columns, row));
    }

    private List<List<@Nullable Object>> groups(DSLContext sql, Table<?> rows, Condition condition, ViewQuery query) {
        var groups = new Groups(query.grouping().orElseThrow());
        List<Column> columns = groups.columns();
        return sql.select(groups.fields())
                .from(rows)
                .where(condition.and(TableConditions.after(query)))
                .groupBy(groups.by())
                .orderBy(query.order().stream().map(TableConditions::sort).toList())
                .limit(query.limit())
                .queryTimeout(seconds())
                .fetch(row -> groups.requireFinite(columns, values(columns, row)));
    }

    private long count(DSLContext sql, Table<?> rows, Condition condition) {
        return sql.select(DSL.count().cast(Long.class))
                .from(rows)
                .where(condition)
                .queryTimeout(seconds())
                .fetchSingle()
                .value1();
    }

    static List<@Nullable Object> values(List<Column> columns, Record row) {
        var values = new ArrayList<@Nullable Object>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.add(TableConditions.value(columns.get(i), row.get(i)));
        }
        return Collections.unmodifiableList(values);
    }

    private static List<@Nullable Object> ordered(List<Column> columns, List<@Nullable Object> row, ViewQuery query) {
        var values = new ArrayList<@Nullable Object>();
        query.order().forEach(order -> values.add(row.get(columns.indexOf(order.column()))));
        return Collections.unmodifiableList(values);
    }

    private int seconds() {
        return Math.max(1, Math.toIntExact(timeout.toSeconds()));
    }
}
