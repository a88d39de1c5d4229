package dev.recount.example.shop.order;

import java.math.BigDecimal;

/**
 * The quantity of one product that is ordered, and its price.
 *
 * @param price for one of them
 */
public record OrderLine(String product, int quantity, BigDecimal price) {

    /** Returns the price for all of them. */
    public BigDecimal total() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}
