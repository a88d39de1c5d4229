package dev.recount.server.storage;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.archived.DeletionTable;
import dev.recount.model.StreamId;
import dev.recount.replay.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The check that today's code reads the states that are all that is left of deleted events.
 *
 * @param journals the databases
 * @param codecs the stream types of today
 */
record DeletedEventsCheck(PerJournal<Database> journals, Codecs codecs) {

    private static final int TOLD = 3;

    /**
     * Makes sure that it does.
     *
     * @throws DatabaseException if there are some that it does not read; the message names the stream type
     */
    void require() {
        codecs.all().forEach(this::require);
    }

    private void require(StreamCodec<?, ?, ?> codec) {
        String type = codec.type().name();
        List<StreamId> unfit = new ArrayList<>();
        journals.all()
                .forEach(journal -> unfit.addAll(new DeletionTable(journal).unfit(type, Snapshot.name(codec), TOLD)));
        if (!unfit.isEmpty()) {
            throw new DatabaseException("streams of type " + type + " could not go on, such as "
                    + unfit.stream().limit(TOLD).map(StreamId::toString).collect(Collectors.joining(", "))
                    + ": their first events were deleted, and what is left of those are states of other classes than "
                    + Snapshot.name(codec) + ". Serve the classes of before; or, where only the reading of earlier"
                    + " events has changed, run recount archive --config FILE, which takes the states over");
        }
    }
}
