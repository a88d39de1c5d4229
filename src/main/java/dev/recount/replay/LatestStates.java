package dev.recount.replay;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.EventName;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.state.StateRow;
import dev.recount.journal.state.StateTable;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.util.Optional;

/** The reader of the latest states of streams of which nothing else is kept. */
public final class LatestStates {

    private final StateTable table;

    public LatestStates(StateTable table) {
        this.table = table;
    }

    /**
     * The latest state of a stream.
     *
     * @param revision how often it was written
     */
    public record Latest<S>(long revision, StreamState<S> state) {}

    /**
     * Returns the latest state of a stream, if it has one; a damaged one where it cannot be read. Blocks, and throws
     * {@link DatabaseException} when the database does not answer, or keys of personal data cannot be had.
     */
    public <S> Optional<Latest<S>> of(StreamCodec<S, ?, ?> codec, StreamId stream) {
        return table.of(stream).map(row -> new Latest<>(row.revision(), state(codec, stream, row)));
    }

    private static <S> StreamState<S> state(StreamCodec<S, ?, ?> codec, StreamId stream, StateRow row) {
        try {
            StreamState.Live<S> live = Snapshot.read(
                            codec, stream, EventName.parse(row.name()).revision(), row.payload())
                    .live();
            return live.version() == row.version()
                    ? live
                    : new StreamState.Damaged<>(
                            row.version(), "the stored state is of version " + live.version() + ", its row of another");
        } catch (DatabaseException keysAway) {
            throw keysAway;
        } catch (IOException | RuntimeException unreadable) {
            return new StreamState.Damaged<>(
                    row.version(), "the stored state " + row.name() + " cannot be read: " + unreadable.getMessage());
        }
    }
}
