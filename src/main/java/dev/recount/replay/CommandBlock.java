package dev.recount.replay;

import dev.recount.replay.CommandMemory.Remembered;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A few commands, one after another, beside the hashes of their ids. Immutable. */
final class CommandBlock {

    static final int CAPACITY = 32;
    static final CommandBlock EMPTY = new CommandBlock(new int[0], new Remembered[0]);

    private final int[] hashes;
    private final Remembered[] commands;

    private CommandBlock(int[] hashes, Remembered[] commands) {
        this.hashes = hashes;
        this.commands = commands;
    }

    int size() {
        return commands.length;
    }

    boolean isFull() {
        return commands.length == CAPACITY;
    }

    /** Returns the commands, in an array that must not be changed. */
    Remembered[] commands() {
        return commands;
    }

    /** Returns the hashes of the ids after others. */
    int[] hashesAfter(int[] earlier) {
        int[] all = Arrays.copyOf(earlier, earlier.length + hashes.length);
        System.arraycopy(hashes, 0, all, earlier.length, hashes.length);
        return all;
    }

    /** Returns the last command of an id, which has this hash, from an index on, or null if there is none. */
    @Nullable
    Remembered find(String id, int hash, int from) {
        for (int i = hashes.length - 1; i >= from; i--) {
            if (hashes[i] == hash && commands[i].id().equals(id)) {
                return commands[i];
            }
        }
        return null;
    }

    CommandBlock with(Remembered command) {
        int[] moreHashes = Arrays.copyOf(hashes, hashes.length + 1);
        Remembered[] more = Arrays.copyOf(commands, commands.length + 1);
        moreHashes[hashes.length] = command.id().hashCode();
        more[commands.length] = command;
        return new CommandBlock(moreHashes, more);
    }

    /** Tells whether the last command is of this id. */
    boolean endsWith(String id) {
        return commands.length > 0 && commands[commands.length - 1].id().equals(id);
    }

    /** Returns the same with the last command's last event at another version. */
    CommandBlock withLastAt(long version) {
        Remembered last = commands[commands.length - 1];
        Remembered[] changed = commands.clone();
        changed[commands.length - 1] = new Remembered(last.id(), last.digest(), last.first(), version);
        return new CommandBlock(hashes, changed);
    }
}
