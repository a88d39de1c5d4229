package dev.recount.example.shop.order;

import java.math.BigDecimal;

/**
 * What is ordered of one product.
 *
 * @param price for one of them
 */
public record OrderLine(String product, int quantity, BigDecimal price) {

    /** Returns the price for all of them. */
    public BigDecimal total() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}
