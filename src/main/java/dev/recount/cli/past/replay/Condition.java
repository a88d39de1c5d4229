package dev.recount.cli.past.replay;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a state, such as {@code /balance < 0}: a place in it as a JSON Pointer, an operator and a value. Where
 * the state has nothing, it has {@code null}.
 *
 * @param path the place
 * @param operator how what is there has to compare with the value
 * @param value JSON; what is none is a text
 */
record Condition(JsonPointer path, Operator operator, JsonNode value) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Pattern FORM = Pattern.compile("/?([^\\s<>=!]+)\\s*(<=|>=|!=|<|>|=)\\s*(\\S.*)");

    /** A comparison. */
    enum Operator {
        /** The same. */
        EQUAL("="),
        /** Not the same. */
        DIFFERENT("!="),
        /** Less, as a number, or as a text before it. */
        LESS("<"),
        /** Less or the same. */
        AT_MOST("<="),
        /** More, as a number, or as a text after it. */
        MORE(">"),
        /** More or the same. */
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static Operator of(String sign) {
            for (Operator operator : values()) {
                if (operator.sign.equals(sign)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException(sign);
        }
    }

    /** Reads a condition; nothing if it is none. */
    static Optional<Condition> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches()
                ? Optional.of(new Condition(
                        JsonPointer.compile("/" + form.group(1)), Operator.of(form.group(2)), value(form.group(3))))
                : Optional.empty();
    }

    private static JsonNode value(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException word) {
            return TextNode.valueOf(text);
        }
    }

    /** Tells whether it holds. */
    boolean holds(JsonNode state) {
        JsonNode found = state.at(path);
        return switch (operator) {
            case EQUAL -> isSame(found);
            case DIFFERENT -> !isSame(found);
            case LESS -> compare(found).orElse(0) < 0;
            case AT_MOST -> compare(found).orElse(1) <= 0;
            case MORE -> compare(found).orElse(0) > 0;
            case AT_LEAST -> compare(found).orElse(-1) >= 0;
        };
    }

    private boolean isSame(JsonNode found) {
        if (found.isMissingNode()) {
            return value.isNull();
        }
        OptionalInt compared = compare(found);
        return compared.isPresent() ? compared.getAsInt() == 0 : found.equals(value);
    }

    /** Numbers are compared as such, texts by their characters, and nothing else can be. */
    private OptionalInt compare(JsonNode found) {
        if (found.isNumber() && value.isNumber()) {
            BigDecimal number = found.decimalValue();
            return OptionalInt.of(number.compareTo(value.decimalValue()));
        }
        return found.isTextual() && value.isTextual()
                ? OptionalInt.of(found.asText().compareTo(value.asText()))
                : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return path + " " + operator.sign + " " + value;
    }
}
