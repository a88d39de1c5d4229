package dev.recount.archive.settled;

import dev.recount.cluster.singleton.BackgroundRounds;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The moving of events into the archive by itself, on one node of the cluster. */
public final class Archiving extends BackgroundRounds {

    private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);

    private final Archive archive;

    /**
     * Prepares to archive.
     *
     * @param interval the time from one round to the next
     */
    public Archiving(Archive archive, Duration interval) {
        super("archive", interval, "Events could not be archived; that is tried again");
        this.archive = archive;
    }

    @Override
    protected void round(BooleanSupplier isToEnd) {
        Archived moved = archive.run(isToEnd);
        if (moved.events() > 0) {
            LOG.info("{} events of {} streams have moved into the archive", moved.events(), moved.streams());
        }
        if (moved.states() > 0) {
            LOG.info("{} settled states were made anew", moved.states());
        }
        moved.problems().forEach(problem -> LOG.warn("Not archived: {}", problem));
    }
}
