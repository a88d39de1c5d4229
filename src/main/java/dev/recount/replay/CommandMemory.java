package dev.recount.replay;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.recount.journal.CommandRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The last commands that a stream carried out, so that a repeat is told from a new command. Immutable.
 *
 * <p>They lie in full blocks and a newest one, which alone is copied for one more command; looking for one compares
 * numbers that lie side by side, those of all full blocks: going from block to block would cost more than comparing. So
 * a stream that is replayed makes little garbage, and one that rests in memory takes little of it.
 */
public final class CommandMemory {

    /** The memory of a stream that remembers nothing. */
    public static final CommandMemory EMPTY = new CommandMemory(new FullBlock[0], new int[0], CommandBlock.EMPTY, 0);

    private final FullBlock[] full;
    private final int[] hashes;
    private final CommandBlock newest;
    private final int forgotten;

    /**
     * A memory of some commands.
     *
     * @param full the full blocks, the oldest first
     * @param hashes those of the ids in the full blocks
     * @param forgotten the number of the oldest commands that are there but no longer count
     */
    private CommandMemory(FullBlock[] full, int[] hashes, CommandBlock newest, int forgotten) {
        this.full = full;
        this.hashes = hashes;
        this.newest = newest;
        this.forgotten = forgotten;
    }

    /**
     * A command that was carried out. A snapshot may hold hundreds, so each is a short list there.
     *
     * @param digest tells whether another command is the same
     * @param first the version of its first event
     * @param last the version of its last event
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"id", "digest", "first", "last"})
    public record Remembered(String id, String digest, long first, long last) {}

    /** Returns what is remembered of a command, if it is. */
    public Optional<Remembered> find(String commandId) {
        int hash = commandId.hashCode();
        Remembered found = newest.find(commandId, hash, full.length == 0 ? forgotten : 0);
        for (int i = hashes.length - 1; found == null && i >= forgotten; i--) {
            if (hashes[i] == hash) {
                Remembered same = get(i);
                found = same.id().equals(commandId) ? same : null;
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * Returns the memory of commands as snapshots hold them, in the order in which they were carried out, the oldest
     * first.
     */
    static CommandMemory of(List<Remembered> commands) {
        CommandMemory memory = EMPTY;
        for (Remembered command : commands) {
            memory = memory.with(command, commands.size());
        }
        return memory;
    }

    /** Returns all that are remembered, in the order in which they were carried out last, the oldest first. */
    public List<Remembered> all() {
        var latestLast = new LinkedHashMap<String, Remembered>();
        for (int i = forgotten; i < size(); i++) {
            Remembered command = get(i);
            latestLast.putLast(command.id(), command);
        }
        return List.copyOf(latestLast.values());
    }

    private int size() {
        return hashes.length + newest.size();
    }

    private Remembered get(int index) {
        return index < hashes.length
                ? full[index / CommandBlock.CAPACITY].get(index % CommandBlock.CAPACITY)
                : newest.commands()[index - hashes.length];
    }

    /** Returns the JSON of all that are remembered. */
    String json() {
        var json = new StringJoiner(",", "[", "]");
        int from = forgotten;
        for (FullBlock block : full) {
            json.add(block.text().from(from));
            from = 0;
        }
        if (from < newest.size()) {
            json.add(CommandText.of(List.of(newest.commands())).from(from));
        }
        return json.toString();
    }

    /** Returns the memory after one more event, without all but the last so many commands. */
    public CommandMemory after(CommandRecord command, long version, int limit) {
        if (limit == 0) {
            return EMPTY;
        }
        if (command.detail().isPresent()) {
            String digest = command.detail().get().digest();
            return with(new Remembered(command.id(), digest, version, version), limit);
        }
        return newest.endsWith(command.id())
                ? new CommandMemory(full, hashes, newest.withLastAt(version), forgotten)
                : this;
    }

    private CommandMemory with(Remembered command, int limit) {
        if (newest.isFull()) {
            FullBlock[] blocks = Arrays.copyOf(full, full.length + 1);
            blocks[full.length] = new FullBlock(newest);
            return new CommandMemory(blocks, newest.hashesAfter(hashes), CommandBlock.EMPTY.with(command), forgotten)
                    .limitedTo(limit);
        }
        return new CommandMemory(full, hashes, newest.with(command), forgotten).limitedTo(limit);
    }

    private CommandMemory limitedTo(int limit) {
        int beyond = Math.max(forgotten, size() - limit);
        int blocks = Math.min(full.length, beyond / CommandBlock.CAPACITY);
        int commands = blocks * CommandBlock.CAPACITY;
        FullBlock[] rest = blocks == 0 ? full : Arrays.copyOfRange(full, blocks, full.length);
        int[] restHashes = blocks == 0 ? hashes : Arrays.copyOfRange(hashes, commands, hashes.length);
        return new CommandMemory(rest, restHashes, newest, beyond - commands);
    }
}
