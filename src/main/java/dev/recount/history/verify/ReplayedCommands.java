package dev.recount.history.verify;

import dev.recount.journal.CommandRecord;
import dev.recount.replay.CommandMemory;
import dev.recount.replay.CommandMemory.Remembered;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The last commands of a stream as its events tell them: as many as any server may have remembered. */
final class ReplayedCommands {

    /** The most that {@code recount.streams.remembered-commands} can be. */
    private static final int MOST = 100_000;

    private final SequencedMap<String, Remembered> latestLast = new LinkedHashMap<>();

    /** Takes those that a stream remembers with which the replay begins. */
    void beginWith(CommandMemory memory) {
        memory.all().forEach(remembered -> latestLast.putLast(remembered.id(), remembered));
    }

    void add(CommandRecord command, long version) {
        if (command.detail().isPresent()) {
            latestLast.putLast(
                    command.id(),
                    new Remembered(command.id(), command.detail().get().digest(), version, version));
            if (latestLast.size() > MOST) {
                latestLast.pollFirstEntry();
            }
        } else {
            latestLast.computeIfPresent(
                    command.id(), (id, begun) -> new Remembered(id, begun.digest(), begun.first(), version));
        }
    }

    /** Tells whether a memory holds the last of these commands, however many it is made to hold. */
    boolean endWith(CommandMemory memory) {
        Iterator<Remembered> replayed = latestLast.sequencedValues().reversed().iterator();
        for (Remembered command : memory.all().reversed()) {
            if (!replayed.hasNext() || !replayed.next().equals(command)) {
                return false;
            }
        }
        return true;
    }
}
