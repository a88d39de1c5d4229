package dev.recount.example.shop.order;

import dev.recount.example.Money;
import dev.recount.model.StreamId;
import java.math.BigDecimal;
import java.util.List;

/** The products that a customer buys together; a product has one line at most. */
public record Purchase(String customer, List<OrderLine> lines) {

    private static final int MOST_LINES = 100;
    private static final int MOST_OF_A_PRODUCT = 1_000;

    static final String RULE =
            "a purchase has a customer's id and 1 to " + MOST_LINES + " lines, each of another product,"
                    + " with its id, a quantity of 1 to " + MOST_OF_A_PRODUCT + " and a price of zero or more";

    public Purchase {
        lines = List.copyOf(lines);
    }

    /** Returns the price of the whole purchase. */
    public BigDecimal total() {
        return lines.stream().map(OrderLine::total).reduce(Money.ZERO, BigDecimal::add);
    }

    boolean isSound() {
        return StreamId.isId(customer)
                && !lines.isEmpty()
                && lines.size() <= MOST_LINES
                && lines.stream().allMatch(Purchase::isSound)
                && lines.stream().map(OrderLine::product).distinct().count() == lines.size();
    }

    private static boolean isSound(OrderLine line) {
        return StreamId.isId(line.product())
                && line.quantity() >= 1
                && line.quantity() <= MOST_OF_A_PRODUCT
                && Money.isZeroOrPositive(line.price());
    }

    /** Returns the same purchase with prices of exactly two decimals. */
    Purchase exact() {
        return new Purchase(
                customer,
                lines.stream()
                        .map(line -> new OrderLine(line.product(), line.quantity(), Money.exact(line.price())))
                        .toList());
    }
}
