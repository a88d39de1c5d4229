package dev.recount.http.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.recount.http.Answers;
import dev.recount.http.Problem;
import dev.recount.http.ProblemException;
import dev.recount.view.query.ViewQuery.Order;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a query goes on, as a text that clients hand back as it is: the values of the order's columns in the last row. */
final class Cursor {

    private Cursor() {}

    static String write(List<@Nullable Object> values) {
        ArrayNode array = Answers.JSON.createArrayNode();
        for (Object value : values) {
            switch (value) {
                case null -> array.addNull();
                case BigDecimal number -> array.add(number.toPlainString());
                case Double number -> array.add(BigDecimal.valueOf(number).toPlainString());
                default -> array.add(value.toString());
            }
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(array.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @throws ProblemException if it is not one of a query in this order
     */
    static List<@Nullable Object> read(String text, List<Order> order) {
        try {
            JsonNode array = Answers.JSON.readTree(Base64.getUrlDecoder().decode(text));
            if (array == null || !array.isArray() || array.size() != order.size()) {
                throw unfit();
            }
            var values = new ArrayList<@Nullable Object>();
            for (int i = 0; i < order.size(); i++) {
                values.add(Cells.fromCursor(order.get(i).column(), array.get(i)));
            }
            return values;
        } catch (IOException | IllegalArgumentException malformed) {
            throw unfit();
        }
    }

    private static ProblemException unfit() {
        return new ProblemException(Problem.malformed("after: must be as an answer to the same query gave it"));
    }
}
