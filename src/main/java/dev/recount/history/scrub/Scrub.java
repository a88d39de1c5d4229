package dev.recount.history.scrub;

import dev.recount.cluster.ClusterMessage;
import dev.recount.cluster.singleton.Singleton;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.JournalKey;
import dev.recount.journal.damage.Damage;
import dev.recount.journal.stored.DamageTable;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.Witnesses;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The round through all streams, again and again, on one node of the cluster: each is held against its hashes, and
 * marked as damaged if it is; marks are taken away from those that have been mended. It goes on where it, or another
 * node, has ended.
 */
final class Scrub implements Singleton<ClusterMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** The time between two looks at the streams that are marked, and after which the place is saved. */
    private static final long LOOK_NANOS = Duration.ofSeconds(5).toNanos();

    private final ScrubSettings settings;
    private final JournalReader journal;
    private final Witnesses witnesses;
    private final DamageTable table;
    private final DamageMarks marks;
    private final StreamCheck check;
    private final AtomicLong streams = new AtomicLong();
    private @Nullable Work work;

    /** The parts of the server that the search stands on. */
    record Services(
            JournalReader journal, Witnesses witnesses, DamageTable table, DamageMarks marks, StreamCheck check) {}

    Scrub(ScrubSettings settings, Services services) {
        this.settings = settings;
        this.journal = services.journal;
        this.witnesses = services.witnesses;
        this.table = services.table;
        this.marks = services.marks;
        this.check = services.check;
    }

    /** Returns how many streams this node has gone through since its start. */
    long streams() {
        return streams.get();
    }

    @Override
    public String name() {
        return "scrub";
    }

    @Override
    public Class<ClusterMessage> messages() {
        return ClusterMessage.class;
    }

    @Override
    public void receive(ClusterMessage message) {
        throw new IllegalArgumentException("the scrub is asked nothing, and was asked " + message);
    }

    @Override
    public synchronized void start() {
        if (work == null) {
            work = new Work();
            work.thread.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (work != null) {
            work.end();
            work = null;
        }
    }

    /** The work from one start to the next stop. */
    private final class Work {

        private final Pace pace = new Pace(settings.eventsPerSecond());
        private final Thread thread = Thread.ofPlatform().name("scrub").unstarted(this::run);
        private long lookedNanos = System.nanoTime() - LOOK_NANOS;

        void end() {
            pace.end();
            try {
                thread.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        private void run() {
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
            while (whole && System.nanoTime() - begunNanos < settings.interval().toNanos()) {
                lookAtMarked();
                long leftNanos = settings.interval().toNanos() - (System.nanoTime() - begunNanos);
                pace.rest(Duration.ofNanos(Math.clamp(leftNanos, 1, LOOK_NANOS)));
            }
        }

        private void journal(int index) {
            journal.forEachName(index, table.place(index), name -> look(index, name));
            table.setPlace(index, "");
        }

        private void look(int index, String name) {
            pace.step();
            // what has no stream's name is an affair of recount verify
            JournalKey.find(name).flatMap(stream -> check.quick(stream, pace)).ifPresent(marks::add);
            streams.incrementAndGet();
            if (System.nanoTime() - lookedNanos > LOOK_NANOS) {
                table.setPlace(index, name);
                lookAtMarked();
            }
        }

        private void lookAtMarked() {
            lookedNanos = System.nanoTime();
            marks.refresh();
            for (Damage marked : marks.known().all()) {
                if (check.full(marked.stream(), pace).isEmpty()) {
                    marks.remove(marked.stream());
                }
            }
        }
    }
}
