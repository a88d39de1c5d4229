package dev.recount.history.scrub;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.damage.Damage;
import dev.recount.journal.damage.DamagedStreams;
import dev.recount.journal.stored.DamageTable;
import dev.recount.model.StreamId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The marks of damaged streams: set and taken away for all nodes, and known to this one. */
final class DamageMarks {

    private static final Logger LOG = LoggerFactory.getLogger(DamageMarks.class);

    private final DamageTable table;
    private final DamagedStreams known;

    DamageMarks(DamageTable table, DamagedStreams known) {
        this.table = table;
        this.known = known;
    }

    /** Returns the streams as this node knows them. */
    DamagedStreams known() {
        return known;
    }

    /** Marks a stream; said once in the log of the node that finds it. */
    void add(Damage damage) {
        if (table.add(damage)) {
            LOG.error(
                    "{} is damaged: {}. It takes no command and tells no state until that is mended; see GET"
                            + " /admin/damaged-streams",
                    damage.stream(),
                    damage.problem());
        }
        refresh();
    }

    /** Takes the mark of a stream away. */
    void remove(StreamId stream) {
        if (table.remove(stream)) {
            LOG.info("{} is damaged no more: its events are those that were stored", stream);
        }
        refresh();
    }

    /**
     * Learns what all nodes have found.
     *
     * @throws DatabaseException if the home database does not answer
     */
    void refresh() {
        known.know(table.all());
    }
}
