package dev.recount.guide;

import java.math.BigDecimal;

/**
 * What the products of {@code docs/change-your-events.md} are asked and have come to, whatever their events look like.
 */
final class Catalogue {

    private Catalogue() {}

    record ChangePrice(BigDecimal price) {}

    record Product(BigDecimal price, int changes) {

        static final Product NEW = new Product(BigDecimal.ZERO, 0);

        Product at(BigDecimal newPrice) {
            return new Product(newPrice, changes + 1);
        }
    }
}
