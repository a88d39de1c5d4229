package dev.recount.history;

import dev.recount.database.Database;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.HashChain;
import dev.recount.journal.JournalKey;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import dev.recount.replay.Evolution;
import dev.recount.replay.Snapshot;
import dev.recount.replay.StreamState;
import dev.recount.stream.pekko.journal.SnapshotSerializer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stream written straight into the journal's tables, with what a fold of its events gives, step by step. */
public final class WrittenStream<S, C, E> {

    private final StreamCodec<S, C, E> codec;
    private final SnapshotSerializer serializer;
    private final StreamId id;
    private final Evolution<S, E> evolution;
    private final List<RecordedEvent> events = new ArrayList<>();
    private final List<StreamState.Live<S>> states = new ArrayList<>();
    private String hash;

    public WrittenStream(StreamType<S, C, E> type, String id) {
        this.codec = new StreamCodec<>(type);
        this.serializer = new SnapshotSerializer(new Codecs(List.of(type)));
        this.id = new StreamId(type.name(), id);
        this.evolution = new Evolution<>(this.id, codec, 256);
        this.hash = HashChain.beginning(this.id);
        this.states.add((StreamState.Live<S>) evolution.beginning());
    }

    public StreamId id() {
        return id;
    }

    public StreamCodec<S, C, E> codec() {
        return codec;
    }

    /** Adds an event that is the only one of its command. */
    public void add(E event, Instant time) {
        add(List.of(event), time);
    }

    /** Adds the events of one command, named {@code Command}. */
    public void add(List<? extends E> ofOneCommand, Instant time) {
        var detail = new CommandRecord.Detail(
                "Command", 1, "digest", Optional.of("{\"events\":" + ofOneCommand.size() + "}"), Optional.empty());
        Optional<CommandRecord.Detail> asked = Optional.of(detail);
        String commandId = "c" + (events.size() + 1);
        for (E event : ofOneCommand) {
            var header = new EventHeader(
                    new Metadata(time, time, new Principal("ann"), commandId, Optional.empty()),
                    new CommandRecord(commandId, asked),
                    hash);
            RecordedEvent recorded = codec.events().write(EventId.of(id, events.size() + 1), event, header);
            hash = HashChain.of(recorded.stored());
            events.add(recorded);
            states.add((StreamState.Live<S>) evolution.after(states.getLast(), recorded));
            asked = Optional.empty();
        }
    }

    /** Returns the number of events. */
    public int version() {
        return events.size();
    }

    /** Returns the state after so many events, by their fold alone. */
    public StreamState.Live<S> after(int version) {
        return states.get(version);
    }

    /** Returns that state as JSON. */
    public String json(int version) {
        return codec.states().write(after(version).state());
    }

    /** Returns the time of the event of a version. */
    public Instant time(int version) {
        return events.get(version - 1).metadata().time();
    }

    /** Stores all events, and lets readers see them. */
    public void store(Database database) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
                            adapter_manifest, event_payload, event_ser_id, event_ser_manifest)
                        VALUES (?, ?, 'test', 0, '', ?, 7301, ?)""")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < events.size(); i++) {
                insert.setString(1, JournalKey.of(id));
                insert.setLong(2, i + 1L);
                insert.setBytes(3, events.get(i).stored().payload());
                insert.setString(4, events.get(i).stored().manifest());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    /** Saves the state at a version. */
    public void saveSnapshot(Database database, int version) throws SQLException {
        var snapshot = new Snapshot<>(codec, id, after(version));
        saveSnapshot(database, version, Snapshot.name(codec), serializer.toBinary(snapshot));
    }

    /** Saves anything in the place of the state at a version. */
    public void saveSnapshot(Database database, int version, String name, byte[] payload) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot_ser_id,
                            snapshot_ser_manifest, snapshot_payload) VALUES (?, ?, 0, 7302, ?, ?)""")) {
            insert.setString(1, JournalKey.of(id));
            insert.setLong(2, version);
            insert.setString(3, name);
            insert.setBytes(4, payload);
            insert.executeUpdate();
        }
    }

    /** Returns what a snapshot of the state at a version holds. */
    public byte[] snapshot(int version) {
        return serializer.toBinary(new Snapshot<>(codec, id, after(version)));
    }
}
