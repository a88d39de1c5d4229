package dev.recount.journal.jdbc;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventMetadata;
import dev.recount.journal.HashChain;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.StreamCodec;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.pekko.persistence.jdbc.journal.dao.JournalTables.JournalPekkoSerializationRow;
import scala.Option;

/** Fills a journal with events as their streams would have stored them, a thousand in a transaction. */
public final class EventsInBulk {

    private static final int BATCH = 1_000;

    private EventsInBulk() {}

    /**
     * Appends events to streams that are empty, one to each in turn, a second apart.
     *
     * @param event makes the event of a number, from 1
     */
    public static <E> void append(
            AppendQueue queue, StreamCodec<?, ?, E> codec, List<StreamId> streams, int events, LongFunction<E> event) {
        Instant begin = Instant.parse("2020-01-01T00:00:00Z");
        String[] hashes = streams.stream().map(HashChain::beginning).toArray(String[]::new);
        List<EventRow> batch = new ArrayList<>();
        for (int number = 0; number < events; number++) {
            int at = number % streams.size();
            var metadata = new EventMetadata(
                    begin.plusSeconds(number),
                    begin.plusSeconds(number),
                    "anonymous",
                    "c" + number,
                    Optional.empty(),
                    new CommandRecord(
                            "c" + number, Optional.of(new CommandRecord.Detail("Read", "d", Optional.of("{}")))),
                    hashes[at]);
            StoredEvent stored =
                    codec.writeEvent(event.apply(number + 1), metadata).stored();
            hashes[at] = HashChain.of(stored);
            batch.add(row(streams.get(at), number / streams.size() + 1, stored, metadata.recorded()));
            if (batch.size() == BATCH || number == events - 1) {
                queue.append(List.copyOf(batch)).join();
                batch.clear();
            }
        }
    }

    private static EventRow row(StreamId stream, long version, StoredEvent stored, Instant recorded) {
        return new EventRow(new JournalPekkoSerializationRow(
                0,
                false,
                JournalReader.persistenceId(stream),
                version,
                "bulk",
                recorded.toEpochMilli(),
                "",
                stored.payload(),
                7_301,
                stored.manifest(),
                Option.empty(),
                Option.empty(),
                Option.empty()));
    }
}
