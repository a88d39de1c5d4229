package dev.recount.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recount.journal.HashChain;
import dev.recount.journal.StoredEvent;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contents of a journal, read without any of the server's reading.
 *
 * @param streams each stream's events, in order
 */
record Journal(Map<String, List<Event>> streams) {

    private static final JsonMapper JSON = new JsonMapper();

    /** An event, with its place in the log. */
    record Event(String stream, long version, long ordering, StoredEvent stored, JsonNode document) {

        String commandId() {
            return document.path("command").path("id").asText();
        }

        /** Returns what must be the same however often, and by whichever way, the event came to be. */
        String essence() {
            return stream + "@" + version + " " + stored.manifest() + " "
                    + document.path("time").asText() + " " + dataWith("sealed") + " " + commandId();
        }

        /** Returns the data, with a text in the place of each field that is sealed, which is other bytes each time. */
        JsonNode dataWith(String text) {
            JsonNode data = document.path("data").deepCopy();
            if (data instanceof ObjectNode fields) {
                fields.properties().forEach(field -> {
                    if (field.getValue().has("$sealed")) {
                        field.setValue(TextNode.valueOf(text));
                    }
                });
            }
            return data;
        }
    }

    /** Reads that in the data folder of a server that does not run. */
    static Journal read(Path data) {
        return read("jdbc:h2:file:" + data.resolve("journal") + ";DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE");
    }

    /** Reads it where a JDBC URL says. */
    static Journal read(String url) {
        var streams = new TreeMap<String, List<Event>>();
        try (Connection connection = DriverManager.getConnection(url, "recount", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT persistence_id, sequence_number, ordering,"
                                + " event_ser_manifest, event_payload FROM event_journal ORDER BY persistence_id, sequence_number")) {
            while (rows.next()) {
                String stream = rows.getString(1).replace('|', '/');
                var stored = new StoredEvent(rows.getString(4), rows.getBytes(5));
                var event =
                        new Event(stream, rows.getLong(2), rows.getLong(3), stored, JSON.readTree(stored.payload()));
                streams.computeIfAbsent(stream, _ -> new ArrayList<>()).add(event);
            }
        } catch (SQLException unreadable) {
            throw new AssertionError(unreadable);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
        return new Journal(streams);
    }

    List<Event> events() {
        return streams.values().stream().flatMap(List::stream).toList();
    }

    /** Checks what holds for every stream: versions without gap, log order, and the hash chain. */
    void assertSound() {
        streams.forEach((stream, events) -> {
            String hash = HashChain.beginning(StreamId.parse(stream));
            long ordering = 0;
            long version = 0;
            for (Event event : events) {
                assertThat(event.version()).as(stream).isEqualTo(++version);
                assertThat(event.ordering()).as(event.essence()).isGreaterThan(ordering);
                assertThat(event.document().path("previous").asText())
                        .as(event.essence())
                        .isEqualTo(hash);
                ordering = event.ordering();
                hash = HashChain.of(event.stored());
            }
        });
    }
}
