package dev.recount.stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.CommandCodec;
import dev.recount.json.Json;
import dev.recount.json.MalformedException;
import dev.recount.json.marked.PersonalJson;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The likeness of a command as it was sent and a command as it is on record, told without the code of the time: each
 * field that was sent is on record with the same value. What was filled in then, or added by an enrichment, was not
 * sent.
 */
public final class SameCommand {

    private static final ObjectReader READER = Json.frame()
            .reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SameCommand() {}

    /** Tells whether what was sent is what is on record. */
    public static boolean is(EncodedCommand sent, CommandRecord.Detail recorded) {
        return sent.name().equals(recorded.name())
                && (sent.digest().equals(recorded.digest()) || areAlike(sent.json(), recorded.data()));
    }

    /**
     * Tells whether what was sent is what is on record, read as one of today's commands.
     *
     * @return false where it cannot be read
     */
    public static boolean is(
            StreamId stream, EncodedCommand sent, CommandRecord.Detail recorded, CommandCodec<?> codec) {
        return recorded.data().isPresent()
                && ofToday(stream, recorded, codec)
                        .filter(today -> is(sent, today))
                        .isPresent();
    }

    /** Returns a command that is on record with its data in today's form, if it can be read. */
    public static <C> Optional<CommandRecord.Detail> ofToday(
            StreamId stream, CommandRecord.Detail recorded, CommandCodec<C> codec) {
        try {
            return recorded.data()
                    .map(data -> codec.write(codec.readRecorded(stream, recorded.name(), recorded.revision(), data)))
                    .map(CommandRecord.Detail::of);
        } catch (MalformedException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean areAlike(byte[] sent, Optional<String> recorded) {
        if (recorded.isEmpty()) {
            return false;
        }
        try {
            JsonNode fields = READER.readTree(
                    sent.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : PersonalJson.plain(sent));
            return areAlike(fields, READER.readTree(PersonalJson.plain(recorded.get())));
        } catch (IOException noJson) {
            return false; // nothing that was ever carried out
        }
    }

    private static boolean areAlike(JsonNode sent, JsonNode recorded) {
        if (sent.isObject() && recorded.isObject()) {
            return sent.properties().stream().allMatch(field -> isIn(field, recorded));
        } else if (sent.isArray() && recorded.isArray()) {
            boolean same = sent.size() == recorded.size();
            for (int i = 0; same && i < sent.size(); i++) {
                same = areAlike(sent.get(i), recorded.get(i));
            }
            return same;
        } else if (sent.isNumber() && recorded.isNumber()) {
            return sent.decimalValue().compareTo(recorded.decimalValue()) == 0;
        }
        return sent.equals(recorded);
    }

    private static boolean isIn(Map.Entry<String, JsonNode> field, JsonNode recorded) {
        JsonNode there = recorded.path(field.getKey());
        return field.getValue().isNull() || areAlike(field.getValue(), there);
    }
}
