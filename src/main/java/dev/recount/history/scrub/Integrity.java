package dev.recount.history.scrub;

import dev.recount.cluster.singleton.Singleton;
import dev.recount.database.Database;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.damage.DamagedStreams;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.DamageTable;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.journal.stored.Witnesses;
import dev.recount.seal.reading.SealedJournals;
import java.time.Clock;
import java.util.Optional;

/** This node's part in the search for damage: it knows which streams are damaged, and may be the one that searches. */
public final class Integrity implements AutoCloseable {

    private final DamagedStreams known;
    private final DamageWatch watch;
    private final Scrub scrub;

    /**
     * Begins to watch, over the connections that all readers share; the streams that are marked are known from then on.
     *
     * @param seals what was sealed, where anything is
     * @throws dev.recount.database.sql.DatabaseException if the home database does not answer
     */
    public Integrity(
            PerJournal<Database> journals,
            Codecs codecs,
            ScrubSettings settings,
            Optional<SealedJournals> seals,
            Clock clock) {
        StoredStreams stored = StoredStreams.shared(journals);
        var witnesses = new Witnesses(journals);
        var table = new DamageTable(journals.home());
        this.known = codecs.reader().damaged();
        var marks = new DamageMarks(table, known);
        var check = new StreamCheck(stored, witnesses, codecs, seals, clock);
        this.watch = new DamageWatch(marks, check);
        this.scrub = new Scrub(settings, new Scrub.Services(stored.events(), witnesses, table, marks, check, seals));
    }

    /** Returns the search, which one node of the cluster does. */
    public Singleton<?> singleton() {
        return scrub;
    }

    /** Returns how many streams are marked as damaged. */
    public int damagedStreams() {
        return known.count();
    }

    /** Returns how many streams this node has gone through since its start. */
    public long scrubbedStreams() {
        return scrub.streams();
    }

    @Override
    public void close() {
        scrub.stop();
        watch.close();
    }
}
