package dev.recount.bench;

import dev.recount.bench.account.DepositAccount;
import dev.recount.bench.account.Story;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.HashChain;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.EventReader;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The path that each command and each event passes through, piece by piece. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HotPaths {

    private static final BigDecimal AMOUNT = new BigDecimal("123.45");

    private final DepositAccount.Deposited event = new DepositAccount.Deposited(AMOUNT, DepositAccount.Method.TRANSFER);
    private final StoredEvent stored = new Story(new StreamId("account", "a100")).next(AMOUNT);
    private final EventReader reader = new Codecs(List.of(DepositAccount.TYPE)).reader();
    private final byte[] command = Story.deposit(AMOUNT).json();
    private final EventHeader header = header();

    private EventHeader header() {
        var deposit = Story.deposit(AMOUNT);
        return new EventHeader(
                new Metadata(
                        Instant.parse("2026-01-01T12:00:00.123456Z"),
                        Instant.parse("2026-01-01T12:00:00.123456Z"),
                        Principal.ANONYMOUS,
                        "payment-1",
                        Optional.empty()),
                new CommandRecord(
                        "payment-1",
                        Optional.of(new CommandRecord.Detail(
                                deposit.name(), 1, deposit.digest(), Optional.of(deposit.text()), Optional.empty()))),
                HashChain.of(stored));
    }

    /** The fields of a command, as a stream reads them. */
    @Benchmark
    public Object readCommand() {
        return Story.codec().commands().read("Deposit", command);
    }

    /** The digest by which a repeat of a command is told. */
    @Benchmark
    public Object digest() {
        return Story.deposit(AMOUNT).digest();
    }

    /** An event as it will be stored, read again to be sure that it can be. */
    @Benchmark
    public Recorded encode() {
        return Story.codec().events().write(EventId.of(new StreamId("account", "a100"), 1), event, header);
    }

    /** A stored event, as a stream or a view reads it. */
    @Benchmark
    public Recorded decode() {
        return reader.read(new JournalEntry(new StreamId("account", "a100"), 1, stored));
    }

    /** The hash that the next event holds. */
    @Benchmark
    public String chain() {
        return HashChain.of(stored);
    }
}
