package dev.recount.model.domain;

import dev.recount.model.StreamId;
import java.util.stream.Stream;

/** The made-up commands of people, so that a server of this domain can be seen at work without any. */
@FunctionalInterface
public interface Traffic {

    /**
     * Returns commands in the order in which they are to be sent; there is no end to them, so they are made as they are
     * asked for.
     *
     * <p>The same seed gives the same commands with the same ids. Some of them may be such as the rules reject, as
     * happens with people.
     */
    Stream<MadeUpCommand> commands(long seed);

    /**
     * A command that was made up, and not sent by a person.
     *
     * @param commandId unique within the stream
     */
    record MadeUpCommand(StreamId stream, String commandId, Object command) {}
}
