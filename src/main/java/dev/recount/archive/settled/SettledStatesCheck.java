package dev.recount.archive.settled;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.HashChain;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.stored.SnapshotRow;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.model.StreamId;
import dev.recount.replay.Snapshot;
import dev.recount.replay.StreamState;
import java.io.IOException;

/**
 * The check that streams have settled states that they can go on from, before the events are deleted that those were
 * made of. It blocks.
 *
 * @param stored the streams
 * @param codecs their types of today
 */
record SettledStatesCheck(StoredStreams stored, Codecs codecs) {

    /**
     * Makes sure that a stream has one.
     *
     * @throws ArchiveException if it has not
     */
    void require(StreamId stream) {
        StreamCodec<?, ?, ?> codec = codecs.find(stream.type()).orElseThrow();
        SnapshotRow row = stored.snapshots()
                .settled(stream)
                .filter(settled -> settled.name().equals(Snapshot.name(codec)))
                .orElseThrow(() -> unfit(stream, "there is none of today's classes"));
        requireUncorrected(stream, row.version());
        StreamState.Live<?> state = read(stream, codec, row);
        boolean fits = state.version() == row.version()
                && stored.events()
                        .event(stream, row.version())
                        .filter(event -> event.stored().isAsWritten())
                        .filter(event -> HashChain.of(event.stored()).equals(state.hash()))
                        .isPresent();
        if (!fits) {
            throw unfit(stream, "it is not of the event that is stored");
        }
    }

    private static StreamState.Live<?> read(StreamId stream, StreamCodec<?, ?, ?> codec, SnapshotRow row) {
        try {
            return Snapshot.read(codec, stream, row.payload()).live();
        } catch (DatabaseException keysAway) {
            throw keysAway;
        } catch (IOException | RuntimeException unreadable) {
            throw unfit(stream, String.valueOf(unreadable.getMessage()));
        }
    }

    /**
     * Makes sure that a settled state is not one of before a correction.
     *
     * @throws ArchiveException if it is
     */
    void requireUncorrected(StreamId stream, long settled) {
        if (!isUncorrected(stream, settled)) {
            throw unfit(stream, "events before it were corrected since; recount archive makes it anew");
        }
    }

    /** Tells whether a state that a stream had at a version is not one of before a correction. */
    boolean isUncorrected(StreamId stream, long version) {
        return stored.events().corrections(stream).leave(version);
    }

    private static ArchiveException unfit(StreamId stream, String problem) {
        return new ArchiveException(stream + " has no settled state that it could go on from: " + problem);
    }
}
