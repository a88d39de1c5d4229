package dev.recount.history.verify;

import dev.recount.journal.JournalKey;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.spread.Placement;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Goes through a journal that nothing writes to: replays streams from their first events, and checks that versions have
 * no gap, that each event holds the hash of the one before it, that times do not go back, that today's rules can take
 * every event, and that every snapshot holds what the replay does. It changes nothing.
 */
public final class Verification {

    private static final int PAGE = 1_000;

    private final StoredStreams stored;
    private final Codecs codecs;
    private final VerificationProgress progress;

    /**
     * Prepares to verify.
     *
     * @param findings is told of all that is not as it should be, at once
     * @param interim is told now and then how far the verification has come
     */
    public Verification(StoredStreams stored, Codecs codecs, Consumer<Finding> findings, Consumer<Report> interim) {
        this.stored = stored;
        this.codecs = codecs;
        this.progress = new VerificationProgress(findings, interim);
    }

    /**
     * Verifies all streams, and looks for snapshots without a stream.
     *
     * @throws dev.recount.database.sql.DatabaseException if the journal cannot be read
     */
    public Report all() {
        for (int journal = 0; journal < stored.events().journals(); journal++) {
            all(journal);
        }
        stored.snapshots()
                .withoutEvents()
                .forEach(name -> progress.found(new Finding(name, 0, "there are snapshots, but no events")));
        return progress.report();
    }

    private void all(int journal) {
        List<String> page;
        String last = "";
        do {
            page = stored.events().names(journal, last, PAGE);
            for (String name : page) {
                named(name, journal);
                last = name;
            }
        } while (page.size() == PAGE);
    }

    private void named(String name, int journal) {
        Optional<StreamId> stream = stream(name);
        if (stream.isEmpty()) {
            progress.found(new Finding(name, 0, "is not the name of a stream"));
        } else if (new Placement(stored.events().journals()).of(stream.get()) != journal) {
            String where = "there are events in journal " + (journal + 1) + ", which is not the stream's";
            progress.found(new Finding(stream.get().toString(), 0, where));
        } else {
            one(stream.get());
        }
    }

    private static Optional<StreamId> stream(String name) {
        try {
            return Optional.of(JournalKey.stream(name))
                    .filter(stream -> JournalKey.of(stream).equals(name));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException unusable) {
            return Optional.empty();
        }
    }

    /**
     * Verifies these streams alone.
     *
     * @throws dev.recount.database.sql.DatabaseException if the journal cannot be read
     */
    public Report only(List<StreamId> streams) {
        for (StreamId stream : streams) {
            if (stored.events().lastVersion(stream) == 0) {
                progress.found(new Finding(stream.toString(), 0, "there is no such stream"));
            } else {
                one(stream);
            }
        }
        return progress.report();
    }

    private void one(StreamId stream) {
        codecs.find(stream.type())
                .ifPresentOrElse(
                        codec -> verify(stream, codec),
                        () -> progress.found(new Finding(
                                stream.toString(),
                                0,
                                "no domain here has the stream type " + stream.type() + ", so it was not verified")));
    }

    private <S> void verify(StreamId stream, StreamCodec<S, ?, ?> codec) {
        new StreamVerification<>(stream, codec, stored, codecs.reader(), progress).run();
    }
}
