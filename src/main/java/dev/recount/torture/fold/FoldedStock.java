package dev.recount.torture.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The stock of a product.
 *
 * @param offer what it was offered as; missing if it was not
 * @param price what it costs now
 * @param reservations how many are held for which order
 */
record FoldedStock(JsonNode offer, BigDecimal price, int onHand, int reorderPoint, PMap<String, Integer> reservations)
        implements Folded {

    static final FoldedStock NOT_OFFERED =
            new FoldedStock(MissingNode.getInstance(), BigDecimal.ZERO, 0, 0, HashTreePMap.empty());

    @Override
    public FoldedStock after(LoggedEvent event) {
        JsonNode data = event.data();
        int quantity = data.path("quantity").asInt();
        String order = data.path("order").asText();
        return switch (event.type()) {
            case "stock.Offered" ->
                new FoldedStock(data, data.path("price").decimalValue(), 0, 0, HashTreePMap.empty());
            case "stock.PriceChanged" ->
                new FoldedStock(offer, data.path("price").decimalValue(), onHand, reorderPoint, reservations);
            case "stock.Received" -> new FoldedStock(offer, price, onHand + quantity, reorderPoint, reservations);
            case "stock.Reserved" -> holding(onHand, reservations.plus(order, quantity));
            case "stock.Released" -> holding(onHand, reservations.minus(order));
            case "stock.Dispatched" -> holding(onHand - quantity, reservations.minus(order));
            case "stock.ReorderPointSet" -> new FoldedStock(offer, price, onHand, quantity, reservations);
            default -> this;
        };
    }

    private FoldedStock holding(int pieces, PMap<String, Integer> held) {
        return new FoldedStock(offer, price, pieces, reorderPoint, held);
    }

    private int reserved() {
        return reservations.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public Optional<String> rejection(String command, JsonNode data) {
        if (command.equals("Offer")) {
            return offer.isMissingNode() ? Optional.empty() : Optional.of("ALREADY_OFFERED");
        }
        return offer.isMissingNode() ? Optional.of("NOT_OFFERED") : Optional.empty();
    }

    @Override
    public Optional<String> forbids(LoggedEvent event) {
        JsonNode data = event.data();
        Integer held = reservations.get(data.path("order").asText());
        int quantity = data.path("quantity").asInt();
        return switch (event.type()) {
            case "stock.Offered" -> rejection("Offer", data);
            case "stock.Reserved" -> {
                if (held != null) {
                    yield Optional.of("something is held for this order already");
                }
                yield onHand - reserved() >= quantity ? Optional.empty() : Optional.of("it is out of stock");
            }
            case "stock.Released", "stock.Dispatched" ->
                held != null && held == quantity
                        ? Optional.empty()
                        : Optional.of("for this order, " + (held == null ? 0 : held) + " are held");
            default -> rejection("Receive", data);
        };
    }

    @Override
    public Map<String, ObjectNode> rows(String id) {
        if (offer.isMissingNode()) {
            return Map.of();
        }
        int available = onHand - reserved();
        ObjectNode inventory = JsonNodeFactory.instance
                .objectNode()
                .put("product", id)
                .put("name", offer.path("name").asText())
                .put("onHand", onHand)
                .put("reserved", reserved())
                .put("available", available)
                .put("reorderPoint", reorderPoint)
                .put("belowReorderPoint", available < reorderPoint);
        ObjectNode product = JsonNodeFactory.instance
                .objectNode()
                .put("product", id)
                .put("name", offer.path("name").asText())
                .put("description", offer.path("description").asText())
                .put("category", offer.path("category").asText())
                .put("price", price)
                .put("available", available);
        return Map.of("inventory", inventory, "products", product);
    }

    @Override
    public boolean isLike(JsonNode state) {
        if (offer.isMissingNode()) {
            return state.path("status").asText().equals("NotOffered");
        }
        JsonNode held = state.path("reservations");
        return state.path("onHand").asInt() == onHand
                && held.size() == reservations.size()
                && reservations.entrySet().stream()
                        .allMatch(each -> held.path(each.getKey()).asInt() == each.getValue());
    }
}
