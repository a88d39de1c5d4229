package dev.recount.history.verify;

import dev.recount.journal.CommandRecord;
import dev.recount.stream.state.CommandMemory;
import dev.recount.stream.state.CommandMemory.Remembered;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The last commands of a stream as its events tell them: as many as any server may have remembered. */
final class ReplayedCommands {

    /** The most that {@code recount.streams.remembered-commands} can be. */
    private static final int MOST = 100_000;

    private final SequencedMap<String, Remembered> latestLast = new LinkedHashMap<>();

    void add(CommandRecord command, long version) {
        if (command.detail().isPresent()) {
            latestLast.putLast(
                    command.id(), new Remembered(command.detail().get().digest(), version, version));
            if (latestLast.size() > MOST) {
                latestLast.pollFirstEntry();
            }
        } else {
            latestLast.computeIfPresent(
                    command.id(), (_, begun) -> new Remembered(begun.digest(), begun.first(), version));
        }
    }

    /** Tells whether a memory holds the last of these commands, however many it is made to hold. */
    boolean endWith(CommandMemory memory) {
        Iterator<Map.Entry<String, Remembered>> replayed =
                latestLast.sequencedEntrySet().reversed().iterator();
        for (String id : memory.order().reversed()) {
            if (!replayed.hasNext()) {
                return false;
            }
            Map.Entry<String, Remembered> command = replayed.next();
            if (!command.getKey().equals(id)
                    || !memory.find(id).filter(command.getValue()::equals).isPresent()) {
                return false;
            }
        }
        return memory.byId().size() == memory.order().size();
    }
}
