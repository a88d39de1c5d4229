package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.EncodedCommand;
import dev.recount.json.MalformedException;
import dev.recount.model.type.StreamType;
import java.util.HashMap;
import java.util.Map;

/**
 * The form in which commands of one stream type come and are recorded.
 *
 * @param <C> the commands
 */
public final class CommandCodec<C> {

    private final StreamType<?, C, ?> type;
    private final ObjectWriter writer;
    private final Map<String, ObjectReader> readers;

    CommandCodec(StreamType<?, C, ?> type, JsonMapper mapper) {
        this.type = type;
        this.writer = mapper.writer();
        Map<String, ObjectReader> byName = new HashMap<>();
        ObjectReader reader = mapper.reader();
        type.commands().byName().forEach((name, record) -> byName.put(name, reader.forType(record)));
        this.readers = Map.copyOf(byName);
    }

    /** Tells whether the stream type has a command of this name. */
    public boolean has(String name) {
        return readers.containsKey(name);
    }

    /**
     * Reads a command's fields.
     *
     * @throws IllegalArgumentException if there is no such command
     * @throws MalformedException if the fields are not as they should be
     */
    public C read(String name, byte[] json) {
        ObjectReader reader = readers.get(name);
        if (reader == null) {
            throw new IllegalArgumentException(type.name() + " has no command " + name);
        }
        C command = type.commands().base().cast(ValueJson.read(reader, json));
        if (command == null) {
            throw new MalformedException("", "a JSON object is expected");
        }
        return command;
    }

    /** Returns the one form in which a command is compared and recorded. */
    public EncodedCommand write(C command) {
        return new EncodedCommand(command.getClass().getSimpleName(), ValueJson.write(writer, command));
    }
}
