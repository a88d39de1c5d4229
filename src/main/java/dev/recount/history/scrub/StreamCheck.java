package dev.recount.history.scrub;

import dev.recount.journal.HashChain;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.damage.Damage;
import dev.recount.journal.stored.SnapshotRow;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.journal.stored.Witness;
import dev.recount.journal.stored.Witnesses;
import dev.recount.journal.stored.archived.DeletedEvents;
import dev.recount.json.MalformedException;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.replay.Snapshot;
import dev.recount.seal.reading.NotAsSealed;
import dev.recount.seal.reading.SealedJournals;
import dev.recount.seal.tree.SealException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a stream against its hashes: each event against its own, each against the one before it, and the last against
 * the snapshots and the other tables that know of it. It blocks.
 */
final class StreamCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StreamCheck.class);

    private static final int PAGE = 256;

    private final StoredStreams stored;
    private final Witnesses witnesses;
    private final Codecs codecs;
    private final EventReader reader;
    private final Optional<SealedJournals> seals;
    private final Clock clock;

    StreamCheck(StoredStreams stored, Witnesses witnesses, Codecs codecs, Optional<SealedJournals> seals, Clock clock) {
        this.seals = seals;
        this.stored = stored;
        this.witnesses = witnesses;
        this.codecs = codecs;
        this.reader = codecs.reader().withoutMarks();
        this.clock = clock;
    }

    /** Returns what is wrong with a stream, as its events and its snapshots tell; deleted ones are only rows. */
    Optional<Damage> quick(StreamId stream, Pace pace) {
        DeletedEvents deleted = stored.events().deleted(stream);
        if (deleted.areThere() && deleted.problem().isPresent()) {
            return deleted.problem().map(problem -> new Damage(stream, 1, problem, clock.instant()));
        }
        long version = deleted.version();
        JournalPage page;
        do {
            page = stored.events().events(stream, version + 1, PAGE);
            for (JournalEntry entry : page.entries()) {
                Optional<Damage> damage = problem(entry, version).map(problem -> damage(entry, problem));
                if (damage.isPresent()) {
                    return damage;
                }
                version = entry.version();
                pace.step();
            }
        } while (!page.atEnd());
        return snapshots(stream, version);
    }

    /** Returns what is wrong with a stream, as all that there is tells. */
    Optional<Damage> full(StreamId stream, Pace pace) {
        return quick(stream, pace)
                .or(() -> lost(witnesses.of(stream)).stream().findFirst())
                .or(() -> seals.flatMap(all -> notAsSealed(all, stream, pace)).flatMap(this::damage));
    }

    private static Optional<NotAsSealed> notAsSealed(SealedJournals all, StreamId stream, Pace pace) {
        try {
            return all.problem(stream, pace::step);
        } catch (SealException changed) {
            LOG.debug("{} cannot be held against its seal", stream, changed); // the search tells that of the journal
            return Optional.empty();
        }
    }

    /** Returns the mark for what is not as it was sealed; none where only the order is not, which no stream shows. */
    Optional<Damage> damage(NotAsSealed found) {
        return found.event()
                .filter(_ -> found.kind() != NotAsSealed.Kind.MOVED)
                .map(event ->
                        new Damage(event.stream(), event.version(), found.problem(), clock.instant(), found.entry()));
    }

    /** Tells whether what a stream was marked for is as it was. */
    boolean isMended(Damage damage, Pace pace) {
        return isAsSealed(damage) && full(damage.stream(), pace).isEmpty();
    }

    private boolean isAsSealed(Damage damage) {
        try {
            return damage.entry().isEmpty()
                    || seals.isEmpty()
                    || seals.get()
                            .isMended(
                                    EventId.of(damage.stream(), damage.version()),
                                    damage.entry().get());
        } catch (SealException changed) {
            LOG.debug("{} cannot be held against its seal", damage, changed); // the search tells that of the journal
            return false;
        }
    }

    private Optional<String> problem(JournalEntry entry, long before) {
        if (entry.version() != before + 1) {
            return Optional.of("the event of version " + (before + 1) + " is missing");
        }
        try {
            reader.open(entry).header();
            return Optional.empty();
        } catch (MalformedException damaged) {
            return Optional.of("the event of version " + entry.version() + ": " + damaged.sentence());
        }
    }

    private Damage damage(JournalEntry entry, String problem) {
        return new Damage(entry.stream(), entry.version(), problem, clock.instant());
    }

    /** Newer events may have come meanwhile, so that one that seems to be beyond the last is looked for again. */
    private Optional<Damage> snapshots(StreamId stream, long last) {
        Optional<SnapshotRow> newest = stored.snapshots().newest(stream);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        long version = newest.get().version();
        Optional<JournalEntry> event = stored.events().event(stream, version);
        if (event.isEmpty()) {
            long end = Math.min(last, stored.events().lastVersion(stream));
            return Optional.of(new Damage(
                    stream,
                    end + 1,
                    "there is a snapshot of version " + version + ", and no such event",
                    clock.instant()));
        }
        String hash = HashChain.of(event.get().stored());
        return Snapshot.hash(newest.get().payload())
                .filter(saved -> !saved.equals(hash))
                .map(_ -> new Damage(
                        stream,
                        version,
                        "the snapshot of version " + version + " is of another event than the one that is stored",
                        clock.instant()));
    }

    /** Returns those streams that have lost events of which others know. */
    List<Damage> lost(List<Witness> known) {
        return known.stream().flatMap(witness -> lost(witness).stream()).toList();
    }

    private Optional<Damage> lost(Witness witness) {
        Optional<StreamId> stream = witness.streamId();
        long last = stream.map(each -> stored.lastVersion(each, codecs)).orElse(Long.MAX_VALUE);
        return last >= witness.version()
                ? Optional.empty()
                : Optional.of(new Damage(stream.orElseThrow(), last + 1, witness.problem(last), clock.instant()));
    }
}
