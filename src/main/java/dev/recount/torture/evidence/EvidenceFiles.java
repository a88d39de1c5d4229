package dev.recount.torture.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The folder that holds the evidence of a run: a file for each kind of record, with one record a line. */
public final class EvidenceFiles {

    /** Reads and writes what servers and evidence say, with every digit of a number. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    static final Map<Class<? extends Record>, String> NAMES = Map.ofEntries(
            Map.entry(Run.class, "run"),
            Map.entry(Operation.class, "operations"),
            Map.entry(StreamLook.class, "readings"),
            Map.entry(Query.class, "queries"),
            Map.entry(ReceivedEvent.class, "deliveries"),
            Map.entry(Fault.class, "faults"),
            Map.entry(SeenCheckpoint.class, "checkpoints"),
            Map.entry(Ending.LoggedEvent.class, "log"),
            Map.entry(Ending.ViewRow.class, "rows"),
            Map.entry(Ending.EndState.class, "states"),
            Map.entry(Ending.Holder.class, "holders"),
            Map.entry(Ending.Held.class, "held"),
            Map.entry(Ending.Finding.class, "found"),
            Map.entry(Ending.Unsettled.class, "unsettled"));

    private final Path folder;

    public EvidenceFiles(Path folder) {
        this.folder = folder;
    }

    static String name(Class<?> type) {
        return Objects.requireNonNull(NAMES.get(type)) + ".ndjson";
    }

    /** Returns a record as its line in the evidence, after the name of its file. */
    public static String line(Record entry) {
        return name(entry.getClass()) + ": " + json(entry);
    }

    static String json(Record entry) {
        try {
            return JSON.writeValueAsString(entry);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads all of it.
     *
     * @throws TrialFailedException if something is missing or cannot be read
     */
    public Evidence read() {
        List<Run> runs = read(Run.class);
        if (runs.size() != 1) {
            throw new TrialFailedException(folder + ": holds no evidence of a run");
        }
        return new Evidence(
                runs.getFirst(),
                new Evidence.Exchanges(read(Operation.class), read(StreamLook.class), read(Query.class)),
                read(ReceivedEvent.class),
                read(Fault.class),
                read(SeenCheckpoint.class),
                ending());
    }

    private Ending ending() {
        return new Ending(
                read(Ending.LoggedEvent.class),
                read(Ending.ViewRow.class),
                read(Ending.EndState.class),
                read(Ending.Holder.class),
                read(Ending.Held.class),
                read(Ending.Finding.class),
                read(Ending.Unsettled.class));
    }

    private <T extends Record> List<T> read(Class<T> type) {
        Path file = folder.resolve(name(type));
        var entries = new ArrayList<T>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                entries.add(JSON.readValue(line, type));
            }
        } catch (JsonProcessingException malformed) {
            throw new TrialFailedException(file + ":" + (entries.size() + 1) + ": " + malformed.getOriginalMessage());
        } catch (IOException unreadable) {
            throw new TrialFailedException(file + ": cannot be read: " + unreadable);
        }
        return entries;
    }
}
