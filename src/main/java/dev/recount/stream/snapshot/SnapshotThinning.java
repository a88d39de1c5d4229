package dev.recount.stream.snapshot;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.stored.SnapshotTable;
import dev.recount.model.StreamId;
import dev.recount.model.type.SnapshotPolicy;
import dev.recount.replay.Snapshot;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thins out the snapshots of streams, on a thread of its own beside the streams' actors.
 *
 * <p>What is not done, as there is too much to do or the process is killed, is done with the stream's next time: each
 * time looks at all its snapshots but the newest.
 */
public final class SnapshotThinning implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotThinning.class);

    private static final int MOST_WAITING = 10_000;

    private final SnapshotTable snapshots;
    private final SnapshotLadder ladder;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("snapshot-thinning").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    public SnapshotThinning(SnapshotTable snapshots, SnapshotLadder ladder) {
        this.snapshots = snapshots;
        this.ladder = ladder;
    }

    /**
     * Takes notice that a state was saved; does not block.
     *
     * @param before the version of the one saved before, or 0 if that is not known
     */
    public void saved(StreamId stream, StreamCodec<?, ?, ?> codec, long before, long version) {
        if (ladder.isDue(before, version, codec.type().snapshots())) {
            worker.execute(() -> thin(stream, codec, version));
        }
    }

    private void thin(StreamId stream, StreamCodec<?, ?, ?> codec, long newest) {
        SnapshotPolicy policy = codec.type().snapshots();
        Set<String> settledAt = policy.settledAt().stream()
                .map(event -> codec.type().name() + "." + event.getSimpleName())
                .collect(Collectors.toSet());
        try {
            snapshots.thin(
                    stream,
                    Snapshot.name(codec),
                    ladder.thinnedUpTo(newest, policy),
                    ladder.stretch(policy),
                    settledAt);
        } catch (DatabaseException notNow) {
            LOG.warn("The snapshots of {} stay for now: {}", stream, notNow.getMessage());
        }
    }

    /** Ends what is being done, and leaves what waits. Never by an interrupt, at which H2 would close its file. */
    @Override
    public void close() {
        worker.getQueue().clear();
        worker.close();
    }
}
