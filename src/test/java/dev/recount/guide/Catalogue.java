package dev.recount.guide;

import java.math.BigDecimal;

/** The commands and states of the products of {@code docs/change-your-events.md}, whatever their events look like. */
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
