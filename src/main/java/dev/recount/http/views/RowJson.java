package dev.recount.http.views;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.json.personal.Marks;
import dev.recount.view.query.Column;
import dev.recount.view.query.ColumnType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The values of columns, as they stand in answers. */
final class RowJson {

    private RowJson() {}

    /** Writes a value into a document. */
    static void write(ObjectNode document, Column column, @Nullable Object value) {
        write(document, column.name(), column.type(), value);
    }

    /**
     * Writes a value that is personal data into a document, and marks it as such.
     *
     * @param subject the person whom it is of, if that is told: then there is one, also where no value is any more
     */
    static void writePersonal(ObjectNode document, Column column, @Nullable Object value, @Nullable Object subject) {
        if (value == null && subject == null) {
            document.putNull(column.name());
            return;
        }
        ObjectNode marked = document.putObject(column.name()).putObject(Marks.PERSONAL);
        if (subject != null) {
            marked.put(Marks.SUBJECT, subject.toString());
        }
        if (value != null) {
            write(marked, Marks.VALUE, column.type(), value);
        }
    }

    private static void write(ObjectNode document, String name, ColumnType type, @Nullable Object value) {
        switch (value) {
            case null -> document.putNull(name);
            case Boolean bool -> document.put(name, bool);
            case Integer number -> document.put(name, number);
            case Long number -> document.put(name, number);
            case Double number -> document.put(name, number);
            case BigDecimal number -> document.putRawValue(name, new RawValue(number.toPlainString()));
            default -> {
                switch (type) {
                    case JSON -> document.putRawValue(name, new RawValue(value.toString()));
                    default -> document.put(name, value.toString());
                }
            }
        }
    }
}
