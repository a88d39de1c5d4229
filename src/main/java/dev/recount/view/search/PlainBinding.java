package dev.recount.view.search;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Converters;
import org.jooq.DataType;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.SQLDataType;

/**
 * Leaves values to the JDBC driver, as where rows are written. jOOQ's own way with days and times goes by other
 * calendars and texts, which moves days before 1582 on H2, and no other reads both databases alike.
 */
final class PlainBinding<T> extends AbstractBinding<T, T> {

    static final DataType<LocalDate> DAY =
            SQLDataType.LOCALDATE.asConvertedDataType(new PlainBinding<>(LocalDate.class));
    static final DataType<LocalTime> TIME_OF_DAY =
            SQLDataType.LOCALTIME(6).asConvertedDataType(new PlainBinding<>(LocalTime.class));
    static final DataType<LocalDateTime> DATE_TIME =
            SQLDataType.LOCALDATETIME(6).asConvertedDataType(new PlainBinding<>(LocalDateTime.class));
    static final DataType<OffsetDateTime> TIME =
            SQLDataType.TIMESTAMPWITHTIMEZONE(6).asConvertedDataType(new PlainBinding<>(OffsetDateTime.class));

    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    private PlainBinding(Class<T> type) {
        this.type = type;
    }

    @Override
    public Converter<T, T> converter() {
        return Converters.identity(type);
    }

    @Override
    public void set(BindingSetStatementContext<T> context) throws SQLException {
        context.statement().setObject(context.index(), context.value());
    }

    @Override
    public void get(BindingGetResultSetContext<T> context) throws SQLException {
        context.value(context.resultSet().getObject(context.index(), type));
    }
}
