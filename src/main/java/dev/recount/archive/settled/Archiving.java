package dev.recount.archive.settled;

import dev.recount.cluster.singleton.BackgroundRounds;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The moving of events into the archive by itself, on one node of the cluster. */
public final class Archiving extends BackgroundRounds {

    private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);

    private static final String NAME = "recount.archive.delete";

    private final Archive archive;
    private final boolean deletes;

    /** Prepares to archive. */
    public Archiving(Archive archive, ArchiveSettings settings) {
        super("archive", settings.interval(), "Events could not be archived; that is tried again");
        this.archive = archive;
        this.deletes = settings.deletes();
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
        if (deletes) {
            delete(isToEnd);
        }
    }

    private void delete(BooleanSupplier isToEnd) {
        Deleted deleted = archive.delete(NAME, isToEnd);
        if (deleted.segments() > 0) {
            LOG.info("{} archived events in {} segments were deleted", deleted.events(), deleted.segments());
        }
        deleted.problems().forEach(problem -> LOG.warn("Not deleted: {}", problem));
    }
}
