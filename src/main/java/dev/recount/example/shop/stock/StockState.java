package dev.recount.example.shop.stock;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The state of one product's stock after its events. */
public sealed interface StockState {

    /** A product that was never offered. */
    record NotOffered() implements StockState {}

    /**
     * A product that is offered.
     *
     * @param onHand how many lie in stock, those held for orders included
     * @param reorderPoint more should be ordered from the supplier when fewer than this are available
     * @param reservations how many are held for each order that has been neither dispatched nor released
     */
    record Offered(Product product, int onHand, int reorderPoint, Map<String, Integer> reservations)
            implements StockState {
        public Offered {
            reservations = Collections.unmodifiableMap(new TreeMap<>(reservations));
        }

        /** Returns how many can still be sold. */
        public int available() {
            return onHand
                    - reservations.values().stream().mapToInt(Integer::intValue).sum();
        }

        Offered at(BigDecimal price) {
            return new Offered(product.at(price), onHand, reorderPoint, reservations);
        }

        Offered withReorderPoint(int quantity) {
            return new Offered(product, onHand, quantity, reservations);
        }

        Offered plus(int quantity) {
            return new Offered(product, onHand + quantity, reorderPoint, reservations);
        }

        Offered reserving(String order, int quantity) {
            var more = new TreeMap<>(reservations);
            more.put(order, quantity);
            return new Offered(product, onHand, reorderPoint, more);
        }

        Offered releasing(String order) {
            var fewer = new TreeMap<>(reservations);
            fewer.remove(order);
            return new Offered(product, onHand, reorderPoint, fewer);
        }
    }
}
