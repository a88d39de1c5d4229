package dev.recount.history.verify;

import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.model.StreamId;
import dev.recount.replay.LatestStates;
import dev.recount.replay.StreamState;
import java.util.List;
import java.util.Optional;

/**
 * The states of which nothing else is kept: each is read, as there is nothing to hold it against.
 *
 * @param progress is told of those that cannot be read
 */
record KeptStates(StoredStreams stored, Codecs codecs, VerificationProgress progress) {

    private static final int PAGE = 256;

    /** Reads all of them. */
    void all() {
        codecs.all().stream().filter(codec -> codec.type().keepsStateAlone()).forEach(this::all);
    }

    private void all(StreamCodec<?, ?, ?> codec) {
        String type = codec.type().name();
        Optional<String> last = Optional.empty();
        List<String> page;
        do {
            page = stored.states().streams(type, last, PAGE);
            page.forEach(id -> one(codec, new StreamId(type, id)));
            last = page.isEmpty() ? last : Optional.of(page.getLast());
        } while (page.size() == PAGE);
    }

    /** Tells whether nothing else is kept of a stream. */
    boolean areOf(StreamId stream) {
        return codecs.find(stream.type())
                .filter(codec -> codec.type().keepsStateAlone())
                .isPresent();
    }

    /** Reads that of one stream. */
    void one(StreamId stream) {
        one(codecs.find(stream.type()).orElseThrow(), stream);
    }

    private <S> void one(StreamCodec<S, ?, ?> codec, StreamId stream) {
        new LatestStates(stored.states())
                .of(codec, stream)
                .map(LatestStates.Latest::state)
                .ifPresentOrElse(
                        state -> {
                            progress.streamDone();
                            if (state instanceof StreamState.Damaged<S>(var version, var problem)) {
                                progress.found(new Finding(stream.toString(), version, problem));
                            }
                        },
                        () -> progress.found(new Finding(stream.toString(), 0, "there is no such stream")));
    }
}
