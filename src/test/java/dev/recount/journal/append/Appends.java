package dev.recount.journal.append;

import dev.recount.database.DatabaseKind;
import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import dev.recount.model.StreamId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Writes events past the streams' actors. */
public final class Appends {

    private Appends() {}

    /** Appends events by the one writer, as a stream's actor does. */
    public static CompletableFuture<@Nullable Void> append(AppendQueue queue, StreamId stream, long from, int events) {
        return queue.append(rows(stream, from, events));
    }

    /** Appends one event as it is stored, by the one writer. */
    public static CompletableFuture<@Nullable Void> append(
            AppendQueue queue, StreamId stream, long version, StoredEvent event) {
        return queue.append(List.of(row(stream, version, event)));
    }

    /** Appends events of this size by the one writer. */
    public static CompletableFuture<@Nullable Void> appendLarge(
            AppendQueue queue, StreamId stream, int events, int bytes) {
        return queue.append(rows(stream, 1, events, "x".repeat(bytes)));
    }

    /** Writes events into a transaction that is still open. */
    public static void insert(Connection connection, StreamId stream, long from, int events) throws SQLException {
        DatabaseKind kind =
                connection.getMetaData().getURL().startsWith("jdbc:h2:") ? DatabaseKind.H2 : DatabaseKind.POSTGRESQL;
        EventRow.insert(connection, kind, rows(stream, from, events));
    }

    private static List<EventRow> rows(StreamId stream, long from, int events) {
        return rows(stream, from, events, "");
    }

    private static List<EventRow> rows(StreamId stream, long from, int events, String text) {
        return LongStream.range(from, from + events)
                .mapToObj(version -> row(stream, version, text))
                .toList();
    }

    private static EventRow row(StreamId stream, long version, String text) {
        String payload = "{\"data\":{\"version\":" + version + ",\"text\":\"" + text + "\"}}";
        return row(
                stream,
                version,
                new StoredEvent(stream.type() + ".Happened/1", payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static EventRow row(StreamId stream, long version, StoredEvent event) {
        return new EventRow(JournalKey.of(stream), version, "writer", 0, "", event, 1);
    }
}
