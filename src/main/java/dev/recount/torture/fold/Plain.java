package dev.recount.torture.fold;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON as values that are equal where they mean the same: 12.5 and 12.50, whatever the order of fields. */
public final class Plain {

    private Plain() {}

    /** Returns a value as a text, list, map, number, truth value, or the text {@code null}. */
    public static Object of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = new TreeMap<>();
                json.properties().forEach(field -> map.put(field.getKey(), of(field.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                json.forEach(each -> list.add(of(each)));
                yield list;
            }
            case NUMBER -> number(json.decimalValue());
            case BOOLEAN -> json.asBoolean();
            case STRING -> json.asText();
            case NULL, MISSING, BINARY, POJO -> "null";
        };
    }

    private static BigDecimal number(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
