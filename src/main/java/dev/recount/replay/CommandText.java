package dev.recount.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.replay.CommandMemory.Remembered;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Commands as snapshots hold them: one JSON array after another, with commas between them. */
final class CommandText implements FullBlock.Commands {

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().rootValueSeparator(",").build();
    private static final ObjectReader READER = new JsonMapper().readerFor(Remembered.class);

    /** Flushes after each, so that it is known where it ends. */
    private static final ObjectWriter WRITER =
            new JsonMapper().writerFor(Remembered.class).with(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    private final String json;
    private final int[] ends;

    private CommandText(String json, int[] ends) {
        this.json = json;
        this.ends = ends;
    }

    static CommandText of(List<Remembered> commands) {
        var text = new StringWriter();
        int[] ends = new int[commands.size()];
        try (JsonGenerator json = JSON.createGenerator(text)) {
            for (int i = 0; i < commands.size(); i++) {
                WRITER.writeValue(json, commands.get(i));
                ends[i] = text.getBuffer().length();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new CommandText(text.toString(), ends);
    }

    /** Returns the text of the commands from an index on. */
    String from(int index) {
        return json.substring(begin(index));
    }

    @Override
    public Remembered get(int index) {
        try {
            return READER.readValue(json.substring(begin(index), ends[index]));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public CommandText asText() {
        return this;
    }

    private int begin(int index) {
        return index == 0 ? 0 : ends[index - 1] + 1;
    }
}
