package dev.recount.history.verify;

import dev.recount.database.Database;
import dev.recount.database.segment.SegmentAwayException;
import dev.recount.journal.HashChain;
import dev.recount.journal.JournalKey;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.spread.Placement;
import dev.recount.journal.stored.ProtectedStreams;
import dev.recount.journal.stored.ProtectedStreams.ProtectedStream;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.journal.stored.Witness;
import dev.recount.journal.stored.Witnesses;
import dev.recount.model.StreamId;
import dev.recount.projection.SavedOffsets;
import dev.recount.seal.reading.NotAsSealed;
import dev.recount.seal.reading.SealedJournals;
import dev.recount.seal.tree.SealException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Goes through a journal that nothing writes to: replays streams from their first events, and checks that versions have
 * no gap, that each event has the hash that was kept beside it and holds that of the one before it, that times do not
 * go back, that today's rules can take every event, that every snapshot holds what the replay does, that what streams
 * hold is written as they hold it, that events are found by their tags, that no other table knows of an event that is
 * not there, that the log is as it was sealed, and that states can be read of which nothing else is kept. It changes
 * nothing.
 */
public final class Verification {

    private final StoredStreams stored;
    private final Codecs codecs;
    private final VerificationProgress progress;
    private final Witnesses others;
    private final SavedOffsets offsets;
    private final PerJournal<ProtectedStreams> protections;
    private final Optional<SealedJournals> seals;
    private final WrittenClaims claims;
    private final KeptStates states;
    private final WrittenTags tags;

    /**
     * Prepares to verify.
     *
     * @param journals the databases, of which everything is read over the connections that all share
     * @param seals what was sealed, as far as it is to be verified
     * @param findings is told of all that is not as it should be, at once
     * @param interim is told now and then how far the verification has come
     */
    public Verification(
            PerJournal<Database> journals,
            Codecs codecs,
            Optional<SealedJournals> seals,
            Consumer<Finding> findings,
            Consumer<Report> interim) {
        this.seals = seals;
        this.stored = StoredStreams.shared(journals);
        this.others = new Witnesses(journals);
        this.offsets = new SavedOffsets(journals);
        this.protections = journals.map(ProtectedStreams::new);
        this.codecs = codecs;
        this.progress = new VerificationProgress(findings, interim);
        this.claims = new WrittenClaims(journals, progress);
        this.states = new KeptStates(stored, codecs, progress);
        this.tags = new WrittenTags(journals, progress);
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
        states.all();
        stored.snapshots()
                .withoutEvents()
                .forEach(name -> progress.found(new Finding(name, 0, "there are snapshots, but no events")));
        claims.requireStreams(stored.events()::lastVersion);
        tags.requireEvents();
        others.all().forEach(this::ask);
        seals.ifPresent(all -> IntStream.range(0, all.journals()).forEach(journal -> holdAgainst(all, journal)));
        offsets.withoutTheirEvents()
                .forEach(projection -> progress.found(new Finding(
                        projection, 0, "it has come to an event that is not there: events at the end were lost")));
        return progress.report();
    }

    private void holdAgainst(SealedJournals all, int journal) {
        try {
            all.compare(journal, this::notAsSealed, () -> {});
        } catch (SealException changed) {
            progress.found(new Finding("journal " + (journal + 1), 0, String.valueOf(changed.getMessage())));
        }
    }

    private void holdAgainst(SealedJournals all, StreamId stream) {
        try {
            all.problem(stream, () -> {}).ifPresent(this::notAsSealed);
        } catch (SealException changed) {
            progress.found(new Finding(stream.toString(), 0, String.valueOf(changed.getMessage())));
        }
    }

    private void notAsSealed(NotAsSealed found) {
        progress.found(found.event()
                .map(event -> new Finding(event.stream().toString(), event.version(), found.problem()))
                .orElseGet(() -> new Finding(found.name(), 0, found.problem())));
    }

    /** Snapshots are held against the replay of their streams. */
    private void ask(Witness witness) {
        long last = witness.streamId()
                .map(stream -> stored.lastVersion(stream, codecs))
                .orElse(0L);
        if (witness.version() > last && !witness.isSnapshot()) {
            progress.found(new Finding(witness.stream(), witness.version(), witness.problem(last)));
        }
    }

    private void all(int journal) {
        stored.events().forEachName(journal, "", name -> named(name, journal));
    }

    private void named(String name, int journal) {
        Optional<StreamId> stream = JournalKey.find(name);
        if (stream.isEmpty()) {
            progress.found(new Finding(name, 0, "is not the name of a stream"));
        } else if (new Placement(stored.events().journals()).of(stream.get()) != journal) {
            String where = "there are events in journal " + (journal + 1) + ", which is not the stream's";
            progress.found(new Finding(stream.get().toString(), 0, where));
        } else {
            one(stream.get());
        }
    }

    /**
     * Verifies these streams alone.
     *
     * @throws dev.recount.database.sql.DatabaseException if the journal cannot be read
     */
    public Report only(List<StreamId> streams) {
        for (StreamId stream : streams) {
            if (states.areOf(stream)) {
                states.one(stream);
            } else if (stored.events().lastVersion(stream) == 0) {
                progress.found(new Finding(stream.toString(), 0, "there is no such stream"));
            } else {
                one(stream);
            }
            others.of(stream).forEach(this::ask);
            seals.ifPresent(all -> holdAgainst(all, stream));
        }
        return progress.report();
    }

    private void one(StreamId stream) {
        codecs.find(stream.type())
                .ifPresentOrElse(
                        codec -> tryVerify(stream, codec),
                        () -> progress.found(new Finding(
                                stream.toString(),
                                0,
                                "no domain here has the stream type " + stream.type() + ", so it was not verified")));
    }

    /** What cannot be read for want of a segment must not keep the others from being verified. */
    private void tryVerify(StreamId stream, StreamCodec<?, ?, ?> codec) {
        try {
            verify(stream, codec);
        } catch (SegmentAwayException away) {
            progress.found(new Finding(stream.toString(), 0, String.valueOf(away.getMessage())));
        }
    }

    private <S> void verify(StreamId stream, StreamCodec<S, ?, ?> codec) {
        new StreamVerification<>(stream, codec, stored, codecs.reader(), tags.of(stream, codec), progress)
                .run()
                .ifPresent(claims::compare);
        List<ProtectedStream> heads = protections.of(stream).of(stream);
        if (!heads.isEmpty()) {
            requireHead(stream, heads.getLast());
        }
    }

    /** It stands beside the head that the stream had before, and proves it as long as it holds. */
    private void requireHead(StreamId stream, ProtectedStream head) {
        boolean isThere = stored.events()
                .event(stream, head.version())
                .filter(event -> HashChain.of(event.stored()).equals(head.since()))
                .isPresent();
        if (!isThere) {
            progress.found(new Finding(
                    stream.toString(),
                    head.version(),
                    "is not the event that was the last when the stream was protected"));
        }
    }
}
