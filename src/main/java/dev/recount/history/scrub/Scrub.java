package dev.recount.history.scrub;

import dev.recount.cluster.singleton.BackgroundWork;
import dev.recount.database.segment.SegmentAwayException;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.JournalKey;
import dev.recount.journal.damage.Damage;
import dev.recount.journal.stored.DamageTable;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.Witnesses;
import dev.recount.model.StreamId;
import dev.recount.seal.reading.NotAsSealed;
import dev.recount.seal.reading.SealedJournals;
import dev.recount.seal.tree.SealException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The round through all streams, again and again, on one node of the cluster: each is held against its hashes, and
 * marked as damaged if it is; marks are taken away from those that have been mended. It goes on where it, or another
 * node, has ended. At the end of each round, all that was sealed is held against the trees.
 */
final class Scrub extends BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);

    /** The most streams of a journal that one round marks, and the most else that it tells of what was sealed. */
    private static final int MOST_TOLD = 1_000;

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** The time between two looks at the streams that are marked, and after which the place is saved. */
    private static final long LOOK_NANOS = Duration.ofSeconds(5).toNanos();

    private final ScrubSettings settings;
    private final JournalReader journal;
    private final Witnesses witnesses;
    private final DamageTable table;
    private final DamageMarks marks;
    private final StreamCheck check;
    private final Optional<SealedJournals> seals;
    private final AtomicLong streams = new AtomicLong();

    /** The parts of the server that the search stands on. */
    record Services(
            JournalReader journal,
            Witnesses witnesses,
            DamageTable table,
            DamageMarks marks,
            StreamCheck check,
            Optional<SealedJournals> seals) {}

    Scrub(ScrubSettings settings, Services services) {
        super("scrub");
        this.settings = settings;
        this.journal = services.journal;
        this.witnesses = services.witnesses;
        this.table = services.table;
        this.marks = services.marks;
        this.check = services.check;
        this.seals = services.seals;
    }

    /** Returns how many streams this node has gone through since its start. */
    long streams() {
        return streams.get();
    }

    @Override
    protected Turn begin() {
        return new Work();
    }

    /** The work from one start to the next stop. */
    private final class Work implements Turn {

        private final Pace pace = new Pace(settings.eventsPerSecond());
        private long lookedNanos = System.nanoTime() - LOOK_NANOS;

        @Override
        public void end() {
            pace.end();
        }

        @Override
        public void run() {
            try {
                while (true) {
                    tryRound();
                }
            } catch (CancellationException end) {
                LOG.debug("The search for damage ends on this node");
            }
        }

        private void tryRound() {
            try {
                if (settings.eventsPerSecond() > 0) {
                    round();
                } else {
                    lookAtMarked();
                    pace.rest(settings.interval());
                }
            } catch (DatabaseException away) {
                LOG.debug("The search for damage goes on in a while", away); // others tell that the database is away
                pace.rest(RETRY);
            } catch (CancellationException end) {
                throw end;
            } catch (RuntimeException defect) {
                LOG.error("The search for damage goes on in a while", defect);
                pace.rest(RETRY);
            }
        }

        /** One that was begun elsewhere is finished, and the next begins at once. */
        private void round() {
            long begunNanos = System.nanoTime();
            boolean whole = true;
            check.lost(witnesses.all()).forEach(marks::add);
            for (int index = 0; index < journal.journals(); index++) {
                whole &= table.place(index).isEmpty();
                journal(index);
            }
            seals.ifPresent(this::holdAgainst);
            while (whole && System.nanoTime() - begunNanos < settings.interval().toNanos()) {
                lookAtMarked();
                long leftNanos = settings.interval().toNanos() - (System.nanoTime() - begunNanos);
                pace.rest(Duration.ofNanos(Math.clamp(leftNanos, 1, LOOK_NANOS)));
            }
        }

        private void holdAgainst(SealedJournals all) {
            for (int index = 0; index < all.journals(); index++) {
                var told = new AtomicLong();
                try {
                    all.compare(index, each -> notAsSealed(each, told), this::step);
                } catch (SealException changed) {
                    LOG.error("Journal {} cannot be held against its seals: {}", index + 1, changed.getMessage());
                }
                if (told.get() > MOST_TOLD) {
                    LOG.error(
                            "Journal {} has more streams that are not as they were sealed, which the next rounds tell;"
                                    + " recount verify tells all at once",
                            index + 1);
                }
            }
        }

        private void notAsSealed(NotAsSealed found, AtomicLong told) {
            Optional<Damage> damage = check.damage(found);
            boolean isMarked = damage.filter(
                            each -> marks.known().of(each.stream()).isPresent())
                    .isPresent();
            if (!isMarked && told.incrementAndGet() <= MOST_TOLD) {
                damage.ifPresentOrElse(
                        marks::add,
                        () -> LOG.error("The journal is not as it was sealed: {}: {}", found.name(), found.problem()));
            }
        }

        private void step() {
            pace.step();
            if (System.nanoTime() - lookedNanos > LOOK_NANOS) {
                lookAtMarked();
            }
        }

        private void journal(int index) {
            journal.forEachName(index, table.place(index), name -> look(index, name));
            table.setPlace(index, "");
        }

        private void look(int index, String name) {
            pace.step();
            // what has no stream's name is an affair of recount verify
            JournalKey.find(name).flatMap(this::damage).ifPresent(marks::add);
            streams.incrementAndGet();
            if (System.nanoTime() - lookedNanos > LOOK_NANOS) {
                table.setPlace(index, name);
                lookAtMarked();
            }
        }

        /** A stream that cannot be read for want of a segment must not keep the others from being looked at. */
        private Optional<Damage> damage(StreamId stream) {
            try {
                return check.quick(stream, pace);
            } catch (SegmentAwayException away) {
                LOG.warn("The search for damage passes over {}: {}", stream, away.getMessage());
                return Optional.empty();
            }
        }

        private void lookAtMarked() {
            lookedNanos = System.nanoTime();
            marks.refresh();
            for (Damage marked : marks.known().all()) {
                if (isMended(marked)) {
                    marks.remove(marked.stream());
                }
            }
        }

        private boolean isMended(Damage marked) {
            try {
                return check.isMended(marked, pace);
            } catch (SegmentAwayException away) {
                LOG.debug("{} stays marked", marked.stream(), away);
                return false;
            }
        }
    }
}
