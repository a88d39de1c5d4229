package dev.recount.torture.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * An order.
 *
 * @param status Unplaced, Placed, Confirmed, Paid, Shipped, Refunded or Cancelled
 * @param purchase who buys what
 */
public record FoldedOrder(String status, JsonNode purchase) implements Folded {

    static final FoldedOrder UNPLACED = new FoldedOrder("Unplaced", MissingNode.getInstance());

    /** The status from which each event takes the order on. */
    private static final Map<String, String> BEFORE = Map.of(
            "Placed", "Unplaced", "Confirmed", "Placed", "Paid", "Confirmed", "Shipped", "Paid", "Refunded", "Paid");

    @Override
    public FoldedOrder after(LoggedEvent event) {
        return new FoldedOrder(name(event), event.data().path("purchase"));
    }

    private static String name(LoggedEvent event) {
        return event.type().substring("order.".length());
    }

    /** Returns the price of a purchase. */
    public static BigDecimal total(JsonNode purchase) {
        return StreamSupport.stream(purchase.path("lines").spliterator(), false)
                .map(line -> line.path("price")
                        .decimalValue()
                        .multiply(line.path("quantity").decimalValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public Optional<String> rejection(String command, JsonNode data) {
        if (command.equals("Place")) {
            return status.equals("Unplaced") ? Optional.empty() : Optional.of("ALREADY_PLACED");
        }
        return switch (status) {
            case "Unplaced" -> Optional.of("NOT_PLACED");
            case "Shipped" -> Optional.of("ALREADY_SHIPPED");
            case "Refunded" -> command.equals("Refund") ? Optional.empty() : Optional.of("REFUNDED");
            case "Cancelled" -> command.equals("Cancel") ? Optional.empty() : Optional.of("CANCELLED");
            case "Paid" ->
                command.equals("Ship") || command.equals("Refund") ? Optional.empty() : Optional.of("ALREADY_PAID");
            default -> beforePayment(command, data);
        };
    }

    private Optional<String> beforePayment(String command, JsonNode data) {
        return switch (command) {
            case "Ship", "Refund" -> Optional.of("NOT_PAID");
            case "Pay" -> {
                if (status.equals("Placed")) {
                    yield Optional.of("NOT_CONFIRMED");
                }
                yield data.path("amount").decimalValue().compareTo(total(purchase)) == 0
                        ? Optional.empty()
                        : Optional.of("WRONG_AMOUNT");
            }
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> forbids(LoggedEvent event) {
        String name = name(event);
        boolean follows = name.equals("Cancelled")
                ? status.equals("Placed") || status.equals("Confirmed")
                : status.equals(BEFORE.get(name));
        return follows ? Optional.empty() : Optional.of(name + " does not follow " + status);
    }

    @Override
    public Map<String, ObjectNode> rows(String id) {
        return Map.of();
    }

    @Override
    public boolean isLike(JsonNode state) {
        return status.equals(state.path("status").asText());
    }
}
