package dev.recount.journal.append;

import dev.recount.journal.HashChain;
import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import dev.recount.model.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes events as accepted commands do, past the streams' actors, each with the hash of the one before it. */
public final class CommandAppends {

    private final Map<StreamId, String> lastHashes = new ConcurrentHashMap<>();

    /** Appends the events of one command, the first of which is of this version. */
    public CompletableFuture<@Nullable Void> append(
            AppendQueue queue, StreamId stream, String id, long first, int events, Instant recorded) {
        var rows = new ArrayList<EventRow>();
        for (int i = 0; i < events; i++) {
            String detail = i == 0
                    ? ",\"name\":\"Deposit\",\"digest\":\"d\",\"rules\":\"bank-1\",\"data\":{\"amount\":2.50}"
                    : "";
            rows.add(row(stream, first + i, "{\"id\":\"" + id + "\"" + detail + "}", recorded));
        }
        return queue.append(rows);
    }

    /** Appends an event that says of its command nothing but an id. */
    public CompletableFuture<@Nullable Void> appendWithoutCommand(
            AppendQueue queue, StreamId stream, long version, Instant recorded) {
        return queue.append(List.of(row(stream, version, "{\"id\":\"lost\"}", recorded)));
    }

    private EventRow row(StreamId stream, long version, String command, Instant recorded) {
        String previous = lastHashes.getOrDefault(stream, HashChain.beginning(stream));
        String payload = "{\"data\":{},\"time\":\"1993-01-01T00:00:00Z\",\"recorded\":\"" + recorded
                + "\",\"principal\":\"ben\",\"correlation\":\"talk\",\"command\":" + command + ",\"previous\":\""
                + previous + "\"}";
        var event = new StoredEvent("account.Deposited/1", payload.getBytes(StandardCharsets.UTF_8));
        lastHashes.put(stream, HashChain.of(event));
        return new EventRow(JournalKey.of(stream), version, "writer", 0, "", event, 1);
    }
}
