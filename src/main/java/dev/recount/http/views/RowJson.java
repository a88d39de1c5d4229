package dev.recount.http.views;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.view.query.Column;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The values of columns, as they stand in answers. */
final class RowJson {

    private RowJson() {}

    /** Writes a value into a document. */
    static void write(ObjectNode document, Column column, @Nullable Object value) {
        switch (value) {
            case null -> document.putNull(column.name());
            case Boolean bool -> document.put(column.name(), bool);
            case Integer number -> document.put(column.name(), number);
            case Long number -> document.put(column.name(), number);
            case Double number -> document.put(column.name(), number);
            case BigDecimal number -> document.putRawValue(column.name(), new RawValue(number.toPlainString()));
            default -> {
                switch (column.type()) {
                    case JSON -> document.putRawValue(column.name(), new RawValue(value.toString()));
                    default -> document.put(column.name(), value.toString());
                }
            }
        }
    }
}
