package dev.recount.example.bank.pkdd99;

import dev.recount.model.domain.Importer.BadLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One row of a table.
 *
 * @param line its number in the file, from 1
 */
record TableRow(Table table, int line, List<String> fields) {

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,2})?");

    /** Reads 930131 as 1993-01-31. */
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValueReduced(ChronoField.YEAR, 2, 2, 1900)
            .appendPattern("MMdd")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    String text(String column) {
        return fields.get(table.columns().indexOf(column));
    }

    String id(String column) throws UnreadableRowException {
        String id = text(column);
        if (!ID.matcher(id).matches()) {
            throw new UnreadableRowException(column + " is not a number: " + id);
        }
        return id;
    }

    LocalDate date() throws UnreadableRowException {
        try {
            return LocalDate.parse(text("date"), DATE);
        } catch (DateTimeParseException _) {
            throw new UnreadableRowException("date is not a day, written yymmdd: " + text("date"));
        }
    }

    BigDecimal amount() throws UnreadableRowException {
        String text = text("amount");
        if (AMOUNT.matcher(text).matches()) {
            BigDecimal amount = new BigDecimal(text);
            if (amount.signum() > 0) {
                return amount;
            }
        }
        throw new UnreadableRowException("amount is not a positive amount of money: " + text);
    }

    BadLine bad(String problem) {
        return new BadLine(table.fileName(), line, problem);
    }
}
