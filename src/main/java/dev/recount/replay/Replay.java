package dev.recount.replay;

import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.Known;
import dev.recount.journal.damage.Damage;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes past states of streams from the journal, each from the nearest snapshot before it, without the streams' actors.
 * Every method blocks, and throws {@link dev.recount.database.sql.DatabaseException} when the journal cannot be read.
 */
public final class Replay {

    private final Fold.Source source;
    private final SavedStates saved;
    private final Codecs codecs;

    public Replay(StoredStreams stored, Codecs codecs) {
        this.source = new Fold.Source(stored.events(), codecs.reader());
        this.saved = new SavedStates(stored);
        this.codecs = codecs;
    }

    /** Returns the journal that states are made from. */
    public JournalReader journal() {
        return source.journal();
    }

    /** Returns the reader of what the journal holds. */
    public EventReader reader() {
        return source.reader();
    }

    /**
     * Returns the events of a stream from one version up to another, as they were recorded, as far as there are any.
     */
    public List<JournalEntry> events(StreamId stream, long from, long to) {
        var events = new ArrayList<JournalEntry>();
        JournalPage page;
        do {
            long next = from + events.size();
            page = source.journal().events(stream, next, (int) (to - next + 1), Known.Recorded.INSTANCE);
            events.addAll(page.entries());
        } while (!page.atEnd() && from + events.size() <= to);
        return events;
    }

    /**
     * Returns the state after the event of a version, or before the first for version 0; {@link PastState.NotFound} if
     * the stream has not come to it.
     *
     * @param known the corrections that are laid over
     */
    public PastState stateAt(StreamId stream, long version, Known known) {
        return lost(stream, version)
                .orElseGet(() -> near(stream, version, known).to(version).past(version));
    }

    /** Returns what is told of a version that a damaged stream is known to have come to, and is not there any more. */
    private Optional<PastState> lost(StreamId stream, long version) {
        return damage(stream)
                .filter(damage -> damage.version() <= version)
                .map(damage -> new PastState.Damaged(stream, damage.problem()));
    }

    /** Returns what is wrong with a stream, if something is known to be. */
    public Optional<Damage> damage(StreamId stream) {
        return source.reader().damaged().of(stream);
    }

    /**
     * Returns a stream as it was after the event of a version, or as far as it has come.
     *
     * @param known the corrections that are laid over
     * @param rememberedCommands the number of commands that its state remembers
     */
    public <S> StreamState<S> streamAt(
            StreamCodec<S, ?, ?> codec, StreamId stream, long version, Known known, int rememberedCommands) {
        long end = source.journal().lastVersion(stream);
        Corrections corrections = source.journal().corrections(stream).known(known);
        return near(codec, stream, version, corrections, rememberedCommands)
                .upTo(end)
                .to(version)
                .state();
    }

    /**
     * Returns a stream at the nearest saved state up to a version, or before its first event; it goes on up to the
     * event that is the stream's last one now.
     *
     * @param known the corrections that are laid over
     */
    public Fold<?> near(StreamId stream, long version, Known known) {
        long end = source.journal().lastVersion(stream);
        return near(stream, version, source.journal().corrections(stream).known(known), 0)
                .upTo(end);
    }

    /**
     * Returns a stream at the nearest saved state up to a version, or before its first event. It is damaged by a
     * correction that is recorded after these were read.
     *
     * @param corrections those of the stream, as it is read as those ask that are laid over
     * @param rememberedCommands the number of commands that its states remember
     */
    public Fold<?> near(StreamId stream, long version, Corrections corrections, int rememberedCommands) {
        return near(codecs.find(stream.type()).orElseThrow(), stream, version, corrections, rememberedCommands);
    }

    private <S> Fold<S> near(
            StreamCodec<S, ?, ?> codec,
            StreamId stream,
            long version,
            Corrections corrections,
            int rememberedCommands) {
        Fold<S> fold = Fold.beginning(stream, codec, source, corrections, rememberedCommands);
        long trusted = damage(stream)
                .map(damage -> Math.min(version, damage.version() - 1))
                .orElse(version);
        return saved.nearest(codec, stream, trusted, corrections)
                .map(fold::from)
                .orElse(fold);
    }
}
