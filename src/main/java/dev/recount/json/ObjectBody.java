package dev.recount.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/** The body of a request that is a JSON object of fields of which none is unknown and none stands twice. */
public final class ObjectBody {

    private static final JsonMapper JSON = Json.exact()
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private static final int LONGEST_NAME = 64;

    private ObjectBody() {}

    /**
     * Reads a body.
     *
     * @throws MalformedException if it is no JSON object
     */
    public static ObjectNode read(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException malformed) {
            throw new MalformedException("", "the body is not JSON: " + malformed.getOriginalMessage());
        } catch (IOException malformed) {
            throw new MalformedException("", "the body is not JSON: " + malformed.getMessage());
        }
        throw new MalformedException("", "the body must be a JSON object");
    }

    /**
     * Makes sure that an object has no fields but these.
     *
     * @param within the path of the object, which stands before the name of a field; empty for the body itself
     * @throws MalformedException if it has another; names it
     */
    public static void requireKnown(JsonNode object, String within, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new MalformedException(within + shortened(name), "is not known here");
            }
        });
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
