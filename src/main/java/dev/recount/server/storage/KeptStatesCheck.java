package dev.recount.server.storage;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.model.type.StreamType;
import java.util.Optional;

/**
 * The check that what is kept of each type's streams is what its code reads: a stream with events would begin anew
 * where its state alone is read, and the other way round.
 */
record KeptStatesCheck(StoredStreams stored, Codecs codecs) {

    /**
     * Makes sure of it.
     *
     * @throws DatabaseException if it is not so; the message names the stream type
     */
    void require() {
        codecs.all().forEach(codec -> require(codec.type()));
    }

    private void require(StreamType<?, ?, ?> type) {
        String name = type.name();
        boolean hasOther = type.keepsStateAlone()
                ? !stored.events().streams(name, Optional.empty(), 1).isEmpty()
                : !stored.states().streams(name, Optional.empty(), 1).isEmpty();
        if (hasOther) {
            throw new DatabaseException(
                    type.keepsStateAlone()
                            ? "stateAlone: streams of " + name + " have events, and are to keep their latest state"
                                    + " alone, by which their past would be lost; give the type that does another name"
                            : "stateAlone: streams of " + name + " have kept their latest state alone, and have no"
                                    + " events; give the type that stores events another name");
        }
    }
}
