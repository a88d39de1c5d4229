package dev.recount.example.bank.pkdd99;

import dev.recount.model.domain.Importer.BadLine;
import dev.recount.model.domain.Importer.Folder;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A file of the data set: a header, then rows of fields between semicolons, texts in quotation marks. */
record Table(String fileName, List<String> columns) {

    static final Table ACCOUNTS = new Table("account.asc", "account_id;district_id;frequency;date");
    static final Table CLIENTS = new Table("client.asc", "client_id;birth_number;district_id");
    static final Table DISPOSITIONS = new Table("disp.asc", "disp_id;client_id;account_id;type");
    static final Table TRANSACTIONS =
            new Table("trans.asc", "trans_id;account_id;date;type;operation;amount;balance;k_symbol;bank;account");

    private Table(String fileName, String header) {
        this(fileName, fields(header));
    }

    /** A reader of one row after another. */
    @FunctionalInterface
    interface RowReader {
        void read(TableRow row) throws UnreadableRowException;
    }

    /** Reads the rows in the order of the file, and reports those that cannot be read. */
    void read(Folder folder, RowReader reader, Consumer<BadLine> report) throws IOException {
        try (BufferedReader file = folder.open(fileName)) {
            String header = file.readLine();
            if (header == null || !fields(header).equals(columns)) {
                report.accept(new BadLine(fileName, 1, "is not the header " + String.join(";", columns)));
            }
            int number = 1;
            for (String line = file.readLine(); line != null; line = file.readLine()) {
                number++;
                if (!line.isBlank()) {
                    read(new TableRow(this, number, fields(line)), reader, report);
                }
            }
        }
    }

    private void read(TableRow row, RowReader reader, Consumer<BadLine> report) {
        try {
            if (row.fields().size() != columns.size()) {
                throw new UnreadableRowException("has " + row.fields().size() + " fields instead of " + columns.size());
            }
            reader.read(row);
        } catch (UnreadableRowException unreadable) {
            report.accept(row.bad(unreadable.problem()));
        }
    }

    private static List<String> fields(String line) {
        return Arrays.stream(line.split(";", -1)).map(Table::unquoted).toList();
    }

    private static String unquoted(String field) {
        String text = field.strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }
}
