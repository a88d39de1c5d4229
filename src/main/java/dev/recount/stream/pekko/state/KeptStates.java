package dev.recount.stream.pekko.state;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.replay.Snapshot;
import dev.recount.replay.StreamState;
import java.util.function.Consumer;
import org.apache.pekko.persistence.typed.SnapshotAdapter;

/**
 * Turns a stream that can go on into what is kept of it and back; no other is ever kept.
 *
 * @param <S> the aggregate's state
 */
public final class KeptStates<S> implements SnapshotAdapter<StreamState<S>> {

    private final StreamId stream;
    private final StreamCodec<S, ?, ?> codec;
    private final Consumer<Throwable> whenFailed;

    /**
     * Makes it for one stream.
     *
     * @param whenFailed is told of each state that was not written
     */
    public KeptStates(StreamId stream, StreamCodec<S, ?, ?> codec, Consumer<Throwable> whenFailed) {
        this.stream = stream;
        this.codec = codec;
        this.whenFailed = whenFailed;
    }

    @Override
    public Object toJournal(StreamState<S> state) {
        return new StateToKeep(new Snapshot<>(codec, stream, (StreamState.Live<S>) state), whenFailed);
    }

    @Override
    @SuppressWarnings("unchecked") // the states of a stream are of its type
    public StreamState<S> fromJournal(Object kept) {
        return (StreamState<S>) kept;
    }
}
