package dev.recount.replay.world.course;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.json.MalformedException;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The forms in which the commands and events of one stream type are kept, under one set of rules. */
public final class StoredForms {

    private static final EventId SOMEWHERE = EventId.of(new StreamId("any", "1"), 1);
    private static final EventHeader ANY =
            new EventHeader(Metadata.UNKNOWN, new CommandRecord("", Optional.empty()), "");

    private final StreamCodec<?, ?, ?> codec;

    StoredForms(StreamCodec<?, ?, ?> codec) {
        this.codec = codec;
    }

    /**
     * Reads events of today's form.
     *
     * @param data the fields of the one that was written as JSON
     * @throws MalformedException if there is no such event, or it cannot be read
     */
    public List<Object> read(String event, String data) {
        return List.copyOf(codec.events().readToday(event, data));
    }

    /** Returns a command's fields as JSON. */
    public String write(Object command) {
        return write(codec, command);
    }

    private static <C> String write(StreamCodec<?, C, ?> codec, Object command) {
        return codec.commands()
                .write(codec.type().commands().base().cast(command))
                .text();
    }

    /** Tells whether events are the same once they are stored, as numbers with other records of the same digits are. */
    public boolean areSame(List<Object> some, List<Object> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).equals(others.get(i))
                    && !Arrays.equals(bytes(codec, some.get(i)), bytes(codec, others.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static <E> byte[] bytes(StreamCodec<?, ?, E> codec, Object event) {
        return codec.events()
                .write(SOMEWHERE, codec.type().events().base().cast(event), ANY)
                .stored()
                .payload();
    }
}
