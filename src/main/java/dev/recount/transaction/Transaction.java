package dev.recount.transaction;

import dev.recount.journal.HashChain;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Commands that are carried out together.
 *
 * @param commands at most one for each stream; all of them have the same id, by which a repeat of the whole is known
 * @param conditions what else has to be so; of other streams than those of the commands
 * @param isMarked whether the commands' events tell it as their cause; if not, they have one that tells it from others
 */
public record Transaction(List<CommandRequest> commands, List<Condition> conditions, boolean isMarked) {

    private static final String MARK = "transaction-";

    public Transaction {
        commands = List.copyOf(commands);
        conditions = List.copyOf(conditions);
    }

    /**
     * A version that a stream has to have, which is only read.
     *
     * @param version 0 where it must not be there yet
     */
    public record Condition(StreamId stream, long version) {}

    /** Returns all streams that take part, those of the commands first. */
    List<StreamId> streams() {
        return Stream.concat(
                        commands.stream().map(CommandRequest::stream),
                        conditions.stream().map(Condition::stream))
                .toList();
    }

    /**
     * Returns what the events of a transaction tell as their cause: the same for the same commands to the same streams
     * under the same key, whatever their fields, which each stream compares by itself.
     *
     * @param key the id of all commands
     */
    public static String mark(String key, List<Named> commands) {
        String text = Stream.concat(
                        Stream.of(key), commands.stream().map(Named::toString).sorted())
                .reduce((all, next) -> all + "\n" + next)
                .orElseThrow();
        return MARK + HashChain.encode(HashChain.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A command's name with its stream. */
    public record Named(StreamId stream, String command) {

        @Override
        public String toString() {
            return stream + " " + command;
        }
    }
}
