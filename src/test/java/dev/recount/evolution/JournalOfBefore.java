package dev.recount.evolution;

import dev.recount.database.DatabaseKind;
import dev.recount.database.place.DatabasePlace;
import dev.recount.journal.HashChain;
import dev.recount.journal.StoredEvent;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;

/** The journal that the domain of before has written, put into a database as that of before was. */
final class JournalOfBefore {

    private final String url;
    private final String user;
    private final String password;
    private final String schema;

    private JournalOfBefore(DatabaseKind kind, DatabasePlace place) {
        switch (place) {
            case DatabasePlace.Folder(Path folder) -> {
                this.url = "jdbc:h2:file:" + folder.resolve("journal") + ";DATABASE_TO_LOWER=TRUE";
                this.user = "recount";
                this.password = "";
            }
            case DatabasePlace.Postgres(var at, var owner, var secret, var _, var _) -> {
                this.url = at;
                this.user = owner;
                this.password = secret;
            }
        }
        this.schema = "classpath:dev/recount/database/"
                + switch (kind) {
                    case H2 -> "h2";
                    case POSTGRESQL -> "postgresql";
                };
    }

    static JournalOfBefore in(DatabaseKind kind, DatabasePlace place) {
        return new JournalOfBefore(kind, place);
    }

    /** A row of the journal. */
    record Row(String persistenceId, long version, StoredEvent stored) {

        StreamId stream() {
            return StreamId.parse(persistenceId.replace('|', '/'));
        }
    }

    /** Returns the rows as they were written, in the order of the log. */
    static List<Row> written() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                JournalOfBefore.class.getResourceAsStream("/dev/recount/evolution/journal-of-before.tsv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .map(columns -> new Row(
                            columns[0],
                            Long.parseLong(columns[1]),
                            new StoredEvent(columns[3], columns[4].getBytes(StandardCharsets.UTF_8))))
                    .toList();
        }
    }

    /** Makes the database with the schema of before, and puts the rows into it, each in a transaction of its own. */
    void write(List<Row> rows) throws SQLException {
        Flyway.configure()
                .dataSource(url, user, password)
                .locations(schema)
                .target("4")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                            adapter_manifest, event_payload, event_ser_id, event_ser_manifest)
                        VALUES (?, ?, 'before', 0, '', ?, 7301, ?)""")) {
            for (Row row : rows) {
                insert.setString(1, row.persistenceId);
                insert.setLong(2, row.version);
                insert.setBytes(3, row.stored.payload());
                insert.setString(4, row.stored.manifest());
                insert.executeUpdate();
            }
        }
    }

    /** Returns the rows as they are now, in the order of their numbers. */
    List<Row> read() throws SQLException {
        var rows = new ArrayList<Row>();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                ResultSet found = connection
                        .createStatement()
                        .executeQuery("SELECT persistence_id, sequence_number, event_ser_manifest, event_payload"
                                + " FROM event_journal ORDER BY ordering")) {
            while (found.next()) {
                rows.add(new Row(
                        found.getString(1), found.getLong(2), new StoredEvent(found.getString(3), found.getBytes(4))));
            }
        }
        return rows;
    }

    /** Returns the names in the table of stored names. */
    List<String> storedNames() throws SQLException {
        var names = new ArrayList<String>();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                ResultSet found = connection
                        .createStatement()
                        .executeQuery("SELECT stored_name FROM event_type ORDER BY stored_name")) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    /** Returns those rows that do not hold the hash of the stored bytes before them in their stream. */
    static List<Row> broken(List<Row> rows) {
        Map<StreamId, String> expected = new HashMap<>();
        var broken = new ArrayList<Row>();
        for (Row row : rows) {
            String previous = expected.getOrDefault(row.stream(), HashChain.beginning(row.stream()));
            String text = new String(row.stored.payload(), StandardCharsets.UTF_8);
            if (!text.endsWith("\"previous\":\"" + previous + "\"}")) {
                broken.add(row);
            }
            expected.put(row.stream(), HashChain.of(row.stored));
        }
        return broken;
    }
}
