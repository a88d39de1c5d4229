package dev.recount.stream.state;

import dev.recount.journal.CommandRecord;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The last commands that a stream carried out, so that a repeat is told from a new command. Immutable.
 *
 * @param byId what is remembered of each command
 * @param order the ids, the oldest first
 */
public record CommandMemory(PMap<String, Remembered> byId, PVector<String> order) {

    static final CommandMemory EMPTY = new CommandMemory(HashTreePMap.empty(), TreePVector.empty());

    /**
     * A command that was carried out.
     *
     * @param digest tells whether another command is the same
     * @param first the version of its first event
     * @param last the version of its last event
     */
    public record Remembered(String digest, long first, long last) {}

    /** Returns what is remembered of a command, if it is. */
    public Optional<Remembered> find(String commandId) {
        return Optional.ofNullable(byId.get(commandId));
    }

    /** Returns the memory after one more event, without all but the last so many commands. */
    CommandMemory after(CommandRecord command, long version, int limit) {
        if (limit == 0) {
            return EMPTY;
        }
        if (command.detail().isPresent()) {
            return with(command.id(), new Remembered(command.detail().get().digest(), version, version), limit);
        }
        Remembered begun = byId.get(command.id());
        return begun == null
                ? this
                : new CommandMemory(byId.plus(command.id(), new Remembered(begun.digest, begun.first, version)), order);
    }

    CommandMemory with(String commandId, Remembered remembered, int limit) {
        PMap<String, Remembered> commands = byId.plus(commandId, remembered);
        PVector<String> ids = byId.containsKey(commandId) ? order : order.plus(commandId);
        while (ids.size() > limit) {
            commands = commands.minus(ids.get(0));
            ids = ids.minus(0);
        }
        return new CommandMemory(commands, ids);
    }
}
