package dev.recount.replay;

import dev.recount.replay.CommandMemory.Remembered;
import java.util.List;

/**
 * The commands of a block to which no more come. The first snapshot makes text of them, which the next ones take as it
 * is. From then on they are nothing but that text: it takes a part of the memory, and the garbage collector one look
 * instead of hundreds.
 */
final class FullBlock {

    private volatile Commands held;

    /** Commands, in one form or the other. */
    sealed interface Commands permits Objects, CommandText {

        Remembered get(int index);

        CommandText asText();
    }

    private record Objects(List<Remembered> commands) implements Commands {

        @Override
        public Remembered get(int index) {
            return commands.get(index);
        }

        @Override
        public CommandText asText() {
            return CommandText.of(commands);
        }
    }

    FullBlock(CommandBlock block) {
        this.held = new Objects(List.of(block.commands()));
    }

    Remembered get(int index) {
        return held.get(index);
    }

    CommandText text() {
        CommandText text = held.asText();
        held = text;
        return text;
    }
}
