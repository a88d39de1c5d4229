package dev.recount.cli.correct;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.JsonLine;
import dev.recount.correction.DraftJson;
import dev.recount.journal.HashChain;
import dev.recount.json.MalformedException;
import dev.recount.model.StreamId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A line of a plan: the corrections of one stream, which are made together.
 *
 * @param number the number of the line, from 1
 * @param id the id of the command, by which the server knows the line again
 * @param body the corrections, as they are sent
 */
record PlanLine(int number, StreamId stream, String id, String body) {

    private static final int ID_BYTES = 16;

    /**
     * Reads a plan.
     *
     * @throws CommandFailedException if a line is not as it should be; names the line
     */
    static List<PlanLine> read(Path file) {
        var plan = new ArrayList<PlanLine>();
        Map<StreamId, Integer> numbers = new HashMap<>();
        for (JsonLine line : JsonLine.read("--plan", file)) {
            PlanLine read = of(file, line);
            Integer earlier = numbers.putIfAbsent(read.stream, read.number);
            if (earlier != null) {
                throw wrong(
                        file,
                        line,
                        read.stream + " is on line " + earlier + " already; a stream's corrections come on one line, as"
                                + " a list under corrections");
            }
            plan.add(read);
        }
        return plan;
    }

    private static PlanLine of(Path file, JsonLine line) {
        if (!(line.json() instanceof ObjectNode json)) {
            throw wrong(file, line, "must be a JSON object");
        }
        JsonNode own = json.remove("id");
        if (own != null && (!own.isTextual() || own.asText().isBlank())) {
            throw wrong(file, line, "id: must be a text");
        }
        String id = own == null ? "plan-" + digest(json.toString()) : own.asText();
        JsonNode named = json.remove("stream");
        if (named == null || !named.isTextual()) {
            throw wrong(file, line, "stream: must be the name of a stream, as in account/2378");
        }
        try {
            StreamId stream = StreamId.parse(named.asText());
            var _ = DraftJson.read(json);
            return new PlanLine(line.number(), stream, id, json.toString());
        } catch (MalformedException malformed) {
            throw wrong(file, line, malformed.sentence());
        } catch (IllegalArgumentException noStream) {
            throw wrong(file, line, String.valueOf(noStream.getMessage()));
        }
    }

    private static CommandFailedException wrong(Path file, JsonLine line, String problem) {
        return new CommandFailedException("--plan: " + file + ", line " + line.number() + ": " + problem);
    }

    private static String digest(String text) {
        byte[] hash = HashChain.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
    }
}
