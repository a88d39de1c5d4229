package dev.recount.bench.sql;

import dev.recount.bench.account.Story;
import dev.recount.bench.load.Payment;
import dev.recount.bench.sql.insert.BenchRow;
import dev.recount.journal.JournalKey;
import dev.recount.journal.StoredEvent;
import dev.recount.model.StreamId;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** A maker of rows from payments: their bytes are those of one event, so that only the database works. */
final class RowMaker {

    private final String[] streams;
    private final AtomicLongArray versions;
    private final StoredEvent event;

    RowMaker(int accounts) {
        this.streams = IntStream.range(0, accounts)
                .mapToObj(account -> JournalKey.of(new StreamId("account", "a" + account)))
                .toArray(String[]::new);
        this.versions = new AtomicLongArray(accounts);
        var story = new Story(new StreamId("account", "a100"));
        story.next(new Payment(0, 0, 12_345).amount());
        this.event = story.next(new Payment(1, 0, 12_345).amount());
    }

    BenchRow row(Payment payment) {
        return new BenchRow(streams[payment.account()], versions.incrementAndGet(payment.account()), event);
    }
}
