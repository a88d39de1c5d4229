package dev.recount.stream.pekko.journal;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.replay.Snapshot;
import java.io.IOException;
import java.io.NotSerializableException;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Lets Pekko store snapshots under a name that holds the revision of the state. Reading one of another revision, or one
 * that cannot be read, fails, upon which Pekko replays the stream from its first event.
 */
public final class SnapshotSerializer extends SerializerWithStringManifest {

    static final int IDENTIFIER = 7_302;

    private final Codecs codecs;

    public SnapshotSerializer(Codecs codecs) {
        this.codecs = codecs;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object snapshot) {
        return Snapshot.name(((Snapshot<?>) snapshot).codec());
    }

    @Override
    public byte[] toBinary(Object snapshot) {
        try {
            return ((Snapshot<?>) snapshot).write();
        } catch (IOException unwritable) {
            throw new IllegalArgumentException("the snapshot cannot be written", unwritable);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        throw new UnsupportedOperationException("a snapshot is read with its stream");
    }

    /**
     * Reads a snapshot of a stream. Blocks.
     *
     * @throws NotSerializableException if it is not of today's rules, or cannot be read
     */
    public Snapshot<?> read(StreamId stream, byte[] bytes, String manifest) throws NotSerializableException {
        StreamCodec<?, ?, ?> codec = codecs.find(manifest.substring(0, Math.max(0, manifest.indexOf('.'))))
                .filter(today -> Snapshot.name(today).equals(manifest))
                .orElseThrow(
                        () -> new NotSerializableException("the snapshot " + manifest + " is not of today's rules"));
        try {
            return Snapshot.read(codec, stream, bytes);
        } catch (DatabaseException keysAway) {
            throw keysAway;
        } catch (IOException | RuntimeException unreadable) {
            throw new NotSerializableException("the snapshot " + manifest + " cannot be read: " + unreadable);
        }
    }
}
