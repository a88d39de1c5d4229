package dev.recount.bench;

import dev.recount.database.Database;
import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.account.AccountCommand;
import dev.recount.example.bank.account.AccountEvent;
import dev.recount.example.bank.account.AccountState;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.EventHeader;
import dev.recount.journal.JournalKey;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import dev.recount.replay.Evolution;
import dev.recount.replay.Snapshot;
import dev.recount.replay.StreamState;
import dev.recount.stream.pekko.journal.SnapshotSerializer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An account with very many deposits, a minute apart, and the snapshots that a server would have kept. */
final class LongStream {

    static final StreamId ID = new StreamId("account", "long");
    static final StreamType<AccountState, AccountCommand, AccountEvent> TYPE =
            StreamType.of("account", new Account()).settledAt(AccountEvent.MonthClosed.class);

    private static final Instant BEGINNING = Instant.parse("1993-01-01T00:00:00Z");
    private static final int BATCH = 1_000;

    private final StreamCodec<AccountState, AccountCommand, AccountEvent> codec = new StreamCodec<>(TYPE);
    private final SnapshotSerializer serializer = new SnapshotSerializer(new Codecs(List.of(TYPE)));
    private final int events;

    LongStream(int events) {
        this.events = events;
    }

    static Instant time(long version) {
        return BEGINNING.plusSeconds(60 * version);
    }

    void write(Database database) throws SQLException {
        var evolution = new Evolution<AccountState, AccountEvent>(ID, codec, 256);
        StreamState<AccountState> state = evolution.beginning();
        try (Connection connection = database.pool().getConnection();
                PreparedStatement row = connection.prepareStatement("""
                        INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                            adapter_manifest, event_payload, event_ser_id, event_ser_manifest)
                        VALUES (?, ?, 'bench', 0, '', ?, 7301, ?)""");
                PreparedStatement snapshot = connection.prepareStatement("""
                        INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot_ser_id,
                            snapshot_ser_manifest, snapshot_payload) VALUES (?, ?, 0, 7302, ?, ?)""")) {
            connection.setAutoCommit(false);
            for (int version = 1; version <= events; version++) {
                RecordedEvent event = event(version, ((StreamState.Live<AccountState>) state).hash());
                state = evolution.after(state, event);
                row.setString(1, JournalKey.of(ID));
                row.setLong(2, version);
                row.setBytes(3, event.stored().payload());
                row.setString(4, event.stored().manifest());
                row.addBatch();
                if (isKept(version)) {
                    snapshot.setString(1, JournalKey.of(ID));
                    snapshot.setLong(2, version);
                    snapshot.setString(3, Snapshot.name(codec));
                    snapshot.setBytes(
                            4, serializer.toBinary(new Snapshot<>(codec, ID, (StreamState.Live<AccountState>) state)));
                    snapshot.addBatch();
                }
                if (version % BATCH == 0 || version == events) {
                    row.executeBatch();
                    snapshot.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    /** Tells whether the default ladder leaves the snapshot of a version. */
    private boolean isKept(int version) {
        return version == 100 || version % (version > events - 1_000 ? 100 : 1_000) == 0;
    }

    private RecordedEvent event(int version, String previous) {
        var amount = new BigDecimal(version % 1_000 + ".50");
        var method = AccountCommand.Deposit.Method.CASH;
        AccountEvent event = version == 1
                ? new AccountEvent.Opened(Personal.of("Ann"), new BigDecimal("100.00"))
                : new AccountEvent.Deposited(amount, method);
        AccountCommand cause = version == 1
                ? new AccountCommand.Open(Personal.of("Ann"), new BigDecimal("100.00"))
                : new AccountCommand.Deposit(amount, method);
        EncodedCommand encoded = codec.commands().write(cause);
        String id = "c" + version;
        var command = new CommandRecord(
                id,
                Optional.of(new CommandRecord.Detail(
                        encoded.name(), 1, encoded.digest(), Optional.of(encoded.text()), Optional.empty())));
        return codec.events()
                .write(
                        EventId.of(ID, version),
                        event,
                        new EventHeader(
                                new Metadata(time(version), time(version), Principal.ANONYMOUS, id, Optional.empty()),
                                command,
                                previous));
    }
}
