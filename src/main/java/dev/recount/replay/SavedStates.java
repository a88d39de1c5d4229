package dev.recount.replay;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.HashChain;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.stored.SnapshotRow;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.util.Optional;

/** Finds the saved states of streams from which a past state can be made. */
final class SavedStates {

    private final StoredStreams stored;

    SavedStates(StoredStreams stored) {
        this.stored = stored;
    }

    /**
     * Returns the last saved state up to a version that can be used: of today's name, readable, of the event that the
     * journal has at its version, and the one that these corrections lead to. Others are passed over.
     */
    <S> Optional<StreamState.Live<S>> nearest(
            StreamCodec<S, ?, ?> codec, StreamId stream, long version, Corrections corrections) {
        String name = Snapshot.name(codec);
        Optional<SnapshotRow> row = stored.snapshots().latest(stream, name, version);
        while (row.isPresent()) {
            Optional<StreamState.Live<S>> state =
                    corrections.leave(row.get().version()) ? usable(codec, stream, row.get()) : Optional.empty();
            if (state.isPresent()) {
                return state;
            }
            row = stored.snapshots().latest(stream, name, row.get().version() - 1);
        }
        return Optional.empty();
    }

    private <S> Optional<StreamState.Live<S>> usable(StreamCodec<S, ?, ?> codec, StreamId stream, SnapshotRow row) {
        StreamState.Live<S> state;
        try {
            state = Snapshot.read(codec, stream, row.payload()).live();
        } catch (DatabaseException keysAway) {
            throw keysAway;
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
        return Optional.of(state)
                .filter(saved -> saved.version() == row.version())
                .filter(saved -> stored.events()
                        .event(stream, saved.version())
                        .map(event -> HashChain.of(event.stored()).equals(saved.hash()))
                        .orElse(false));
    }
}
