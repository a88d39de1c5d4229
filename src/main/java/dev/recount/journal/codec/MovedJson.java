package dev.recount.journal.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.journal.migration.Moved;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.util.ArrayList;

/** The data of the event that says where a stream has gone: {@code {"to":["ledger/1"],"migration":"ledgers"}}. */
final class MovedJson {

    private static final JsonMapper JSON = new JsonMapper();

    private MovedJson() {}

    static String write(Moved moved) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode to = json.putArray("to");
        moved.to().forEach(stream -> to.add(stream.toString()));
        return json.put("migration", moved.migration()).toString();
    }

    /**
     * Reads the data.
     *
     * @throws IOException if it is none
     */
    static Moved read(String data) throws IOException {
        JsonNode json = JSON.readTree(data);
        var to = new ArrayList<StreamId>();
        try {
            for (JsonNode stream : json.path("to")) {
                to.add(StreamId.parse(stream.asText()));
            }
        } catch (IllegalArgumentException none) {
            throw new IOException("it does not say where its stream has gone", none);
        }
        return new Moved(json.path("migration").asText(), to);
    }
}
