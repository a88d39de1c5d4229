package dev.recount.bench.account;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.EventHeader;
import dev.recount.journal.HashChain;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** The events of one account, one after another, byte for byte as its stream would have stored them. */
public final class Story {

    private static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00.123456Z");
    private static final StreamCodec<DepositAccount.State, DepositAccount.Command, DepositAccount.Event> CODEC =
            new StreamCodec<>(DepositAccount.TYPE);

    private final StreamId stream;
    private String previous;
    private long version;

    /** Begins with the first event of an account. */
    public Story(StreamId stream) {
        this.stream = stream;
        this.previous = HashChain.beginning(stream);
    }

    /** Returns the codec of accounts. */
    public static StreamCodec<DepositAccount.State, DepositAccount.Command, DepositAccount.Event> codec() {
        return CODEC;
    }

    /** Returns the command that pays in an amount. */
    public static EncodedCommand deposit(BigDecimal amount) {
        return CODEC.commands().write(new DepositAccount.Deposit(amount, DepositAccount.Method.TRANSFER));
    }

    /** Returns the stream. */
    public StreamId stream() {
        return stream;
    }

    /** Returns the version of the last event that was told. */
    public long version() {
        return version;
    }

    /** Returns the next event: a payment of this amount. */
    public StoredEvent next(BigDecimal amount) {
        EncodedCommand command = deposit(amount);
        version++;
        String id = stream.id() + "-" + version;
        Instant time = BEGINNING.plusSeconds(version);
        var detail = CommandRecord.Detail.of(command);
        StoredEvent event = CODEC.events()
                .write(
                        EventId.of(stream, version),
                        new DepositAccount.Deposited(amount, DepositAccount.Method.TRANSFER),
                        new EventHeader(
                                new Metadata(time, time, Principal.ANONYMOUS, id, Optional.empty()),
                                new CommandRecord(id, Optional.of(detail)),
                                previous))
                .stored();
        previous = HashChain.of(event);
        return event;
    }
}
