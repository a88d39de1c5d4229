package dev.recount.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import dev.recount.json.Json;
import dev.recount.json.marked.PersonalJson;
import dev.recount.json.personal.Marks;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two JSON documents whose numbers are exact, as a JSON Patch (RFC 6902) of add, remove and
 * replace.
 */
public final class JsonDifference {

    private static final JsonMapper EXACT =
            Json.exact().rebuild().nodeFactory(new DigitByDigit()).build();

    private static final EnumSet<DiffFlags> FLAGS =
            EnumSet.of(DiffFlags.OMIT_COPY_OPERATION, DiffFlags.OMIT_MOVE_OPERATION);

    private JsonDifference() {}

    /**
     * Returns the patch that makes the second document of the first, as others get them but for personal data: that is
     * still marked in the values of the patch.
     */
    public static JsonNode patch(String from, String to) {
        return JsonDiff.asJson(read(from), read(to), FLAGS);
    }

    private static JsonNode read(String json) {
        try {
            return whole(EXACT.readTree(PersonalJson.withErased(json)));
        } catch (IOException ownWriting) {
            throw new IllegalStateException("a state that was written is not JSON", ownWriting);
        }
    }

    /** What is marked changes as a whole, with its mark. */
    private static JsonNode whole(JsonNode node) {
        if (node.size() == 1 && node.has(Marks.PERSONAL)) {
            return new MarkedValue(node);
        }
        switch (node) {
            case ObjectNode object -> object.properties().forEach(field -> field.setValue(whole(field.getValue())));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, whole(array.get(i)));
                }
            }
            default -> {}
        }
        return node;
    }

    /** A marked value that is looked at from outside alone. */
    private static final class MarkedValue extends ValueNode {

        private static final long serialVersionUID = 1L;

        private final JsonNode marked;

        MarkedValue(JsonNode marked) {
            this.marked = marked;
        }

        @Override
        public JsonToken asToken() {
            return JsonToken.VALUE_STRING;
        }

        @Override
        public JsonNodeType getNodeType() {
            return JsonNodeType.STRING;
        }

        @Override
        public String asText() {
            return marked.toString();
        }

        @Override
        public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(marked, json);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof MarkedValue value && value.marked.equals(marked);
        }

        @Override
        public int hashCode() {
            return marked.hashCode();
        }
    }

    /** Tells 1.0 from 1.00, which Jackson's numbers do not: a state has its digits as they are written. */
    private static final class DigitByDigit extends JsonNodeFactory {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueNode numberNode(@Nullable BigDecimal number) {
            return number == null ? nullNode() : new Digits(number);
        }
    }

    private static final class Digits extends DecimalNode {

        private static final long serialVersionUID = 1L;

        Digits(BigDecimal number) {
            super(number);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Digits digits && digits.decimalValue().equals(decimalValue());
        }

        @Override
        public int hashCode() {
            return decimalValue().hashCode();
        }
    }
}
