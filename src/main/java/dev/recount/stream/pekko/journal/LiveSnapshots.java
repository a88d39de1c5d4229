package dev.recount.stream.pekko.journal;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.replay.Snapshot;
import dev.recount.replay.StreamState;
import org.apache.pekko.persistence.typed.SnapshotAdapter;

/**
 * Turns a stream that can go on into its snapshot and back; no other is ever saved. From a snapshot that its event does
 * not bear out, no stream goes on.
 *
 * @param <S> the aggregate's state
 */
public final class LiveSnapshots<S> implements SnapshotAdapter<StreamState<S>> {

    private final StreamId stream;
    private final StreamCodec<S, ?, ?> codec;

    public LiveSnapshots(StreamId stream, StreamCodec<S, ?, ?> codec) {
        this.stream = stream;
        this.codec = codec;
    }

    @Override
    public Object toJournal(StreamState<S> state) {
        return new Snapshot<>(codec, stream, (StreamState.Live<S>) state);
    }

    @Override
    @SuppressWarnings("unchecked") // the snapshots of a stream are of its type
    public StreamState<S> fromJournal(Object snapshot) {
        return snapshot instanceof UnfitSnapshot(var version, var problem)
                ? new StreamState.Damaged<>(version - 1, problem)
                : ((Snapshot<S>) snapshot).live();
    }
}
