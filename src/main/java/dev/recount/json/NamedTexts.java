package dev.recount.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Map;
import java.util.TreeMap;

/** Texts, each by its name, as one JSON object, always written the same way. */
public final class NamedTexts {

    private static final ObjectReader READER = Json.frame()
            .reader()
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private NamedTexts() {}

    /** Returns the object, with the names in order. */
    public static String write(Map<String, String> texts) {
        try {
            return Json.frame()
                    .writerFor(new TypeReference<TreeMap<String, String>>() {})
                    .writeValueAsString(new TreeMap<>(texts));
        } catch (JsonProcessingException textsAlwaysCanBe) {
            throw new IllegalStateException(textsAlwaysCanBe);
        }
    }

    /**
     * Reads an object.
     *
     * @throws MalformedException if it is none, a name is there twice, or one has no text; names it
     */
    public static Map<String, String> read(String json) {
        JsonNode object;
        try {
            object = READER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new MalformedException("", malformed.getOriginalMessage());
        }
        if (!object.isObject()) {
            throw new MalformedException("", "a JSON object is expected");
        }
        var texts = new TreeMap<String, String>();
        object.properties().forEach(each -> {
            if (!each.getValue().isTextual()) {
                throw new MalformedException(each.getKey(), "must be a text");
            }
            texts.put(each.getKey(), each.getValue().textValue());
        });
        return texts;
    }
}
