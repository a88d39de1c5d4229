package dev.recount.view.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.recount.journal.Fingerprint;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place at which a query goes on, as a text that clients hand back as it is: a digest of the query, and the values
 * of the order's columns in the last row.
 */
public final class RowCursor {

    private static final JsonMapper JSON = new JsonMapper();

    private RowCursor() {}

    /** Writes the place after the row of a query in which the order's columns have these values. */
    public static String write(String view, ViewQuery query, List<@Nullable Object> values) {
        ArrayNode array = JSON.createArrayNode().add(digest(view, query));
        for (Object value : values) {
            switch (value) {
                case null -> array.addNull();
                case BigDecimal number -> array.add(number.toPlainString());
                case Double number -> array.add(BigDecimal.valueOf(number).toPlainString());
                default -> array.add(value.toString());
            }
        }
        return encoded(array.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @throws UnfitQuestionException if it is not one that was written for this query
     */
    public static List<@Nullable Object> read(String view, ViewQuery query, String text) {
        List<@Nullable Object> values = values(query, text);
        if (!write(view, query, values).equals(text)) {
            throw unfit();
        }
        return values;
    }

    private static List<@Nullable Object> values(ViewQuery query, String text) {
        try {
            JsonNode array = JSON.readTree(Base64.getUrlDecoder().decode(text));
            if (!array.isArray() || array.size() != 1 + query.order().size()) {
                throw unfit();
            }
            var values = new ArrayList<@Nullable Object>();
            for (int i = 1; i < array.size(); i++) {
                values.add(value(query.order().get(i - 1).column(), array.get(i)));
            }
            return values;
        } catch (IOException | IllegalArgumentException malformed) {
            throw unfit();
        }
    }

    private static @Nullable Object value(Column column, JsonNode value) {
        if (value.isNull() && column.nullable()) {
            return null;
        } else if (!value.isTextual()) {
            throw unfit();
        }
        return ColumnTexts.read("after", column, value.asText());
    }

    /** A cursor goes on among the same rows in the same order, however many are asked for. */
    private static String digest(String view, ViewQuery query) {
        String text = List.of(view, query.filters(), query.order(), query.at(), query.grouping())
                .toString();
        return Fingerprint.of(text);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static UnfitQuestionException unfit() {
        return new UnfitQuestionException("after", "must be as an answer to the same query gave it");
    }
}
