package dev.recount.stream.pekko.state;

import dev.recount.database.sql.NotWrittenException;
import dev.recount.journal.JournalKey;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.state.StateRow;
import dev.recount.model.StreamId;
import dev.recount.replay.LatestStates;
import dev.recount.replay.Snapshot;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;
import org.apache.pekko.persistence.state.javadsl.DurableStateUpdateStore;
import org.apache.pekko.persistence.state.javadsl.GetObjectResult;
import org.jspecify.annotations.Nullable;

/**
 * The latest states of the streams of one journal, written by the writers of its events into the commits of the moment.
 * Pekko's own store over JDBC takes a state that it cannot read for none at all, and has a commit for each write.
 */
final class StateStore implements DurableStateUpdateStore<Object> {

    private final LatestStates states;
    private final AppendQueue queue;
    private final Codecs codecs;
    private final Executor readers;
    private final Clock clock;
    private final Map<String, CompletableFuture<@Nullable Void>> open = new ConcurrentHashMap<>();

    /**
     * Makes it.
     *
     * @param readers run what blocks
     */
    StateStore(LatestStates states, AppendQueue queue, Codecs codecs, Executor readers, Clock clock) {
        this.states = states;
        this.queue = queue;
        this.codecs = codecs;
        this.readers = readers;
        this.clock = clock;
    }

    /** Waits until the write of an earlier actor of the stream is done: it would be missed. */
    @Override
    public CompletionStage<GetObjectResult<Object>> getObject(String persistenceId) {
        return open.getOrDefault(persistenceId, CompletableFuture.completedFuture(null))
                .exceptionally(_ -> null)
                .thenApplyAsync(_ -> read(JournalKey.stream(persistenceId)), readers);
    }

    private GetObjectResult<Object> read(StreamId stream) {
        return read(codecs.find(stream.type()).orElseThrow(), stream);
    }

    private <S> GetObjectResult<Object> read(StreamCodec<S, ?, ?> codec, StreamId stream) {
        return states.of(codec, stream)
                .map(latest -> new GetObjectResult<Object>(Optional.of(latest.state()), latest.revision()))
                .orElseGet(() -> new GetObjectResult<>(Optional.empty(), 0));
    }

    /** A state with personal data is encoded by a thread that may wait for keys. */
    @Override
    public CompletionStage<Done> upsertObject(String persistenceId, long revision, Object value, String tag) {
        var kept = (StateToKeep) value;
        CompletableFuture<StateRow> encoded = kept.state().codec().seal().isPresent()
                ? CompletableFuture.supplyAsync(() -> row(persistenceId, revision, kept.state()), readers)
                : CompletableFuture.completedFuture(kept.state())
                        .thenApply(state -> row(persistenceId, revision, state));
        CompletableFuture<@Nullable Void> written = encoded.exceptionally(unwritable -> {
                    throw new NotWrittenException("the state cannot be encoded", unwritable);
                })
                .thenCompose(queue::keep);
        open.put(persistenceId, written);
        return written.handle((_, failure) -> {
            open.remove(persistenceId, written);
            if (failure != null) {
                Throwable cause = cause(failure);
                kept.whenFailed().accept(cause);
                throw new CompletionException(cause);
            }
            return Done.getInstance();
        });
    }

    private StateRow row(String persistenceId, long revision, Snapshot<?> state) {
        try {
            return new StateRow(
                    persistenceId,
                    revision,
                    state.live().version(),
                    clock.millis(),
                    state.codec().states().storedName(),
                    state.write());
        } catch (IOException unwritable) {
            throw new IllegalArgumentException("the state cannot be written", unwritable);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    @SuppressWarnings("deprecation") // Pekko calls neither
    public CompletionStage<Done> deleteObject(String persistenceId) {
        return deleteObject(persistenceId, 0);
    }

    @Override
    public CompletionStage<Done> deleteObject(String persistenceId, long revision) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("no stream is ever deleted"));
    }
}
