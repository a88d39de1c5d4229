package dev.recount.example.shop.cart;

import java.math.BigDecimal;
import java.util.List;

/** The events of a cart. */
public sealed interface CartEvent {

    /** A customer took the cart. */
    record Opened(String customer) implements CartEvent {}

    /** So many more of a product were laid into the cart. */
    record ItemAdded(String product, int quantity, BigDecimal price) implements CartEvent {}

    /** There are so many of a product in the cart now. */
    record ItemQuantityChanged(String product, int quantity) implements CartEvent {}

    /** A product was taken out of the cart. */
    record ItemRemoved(String product) implements CartEvent {}

    /** Everything was taken out of the cart. */
    record Emptied() implements CartEvent {}

    /**
     * The customer bought the content of the cart, which the event tells once more for readers that have not followed
     * it.
     */
    record CheckedOut(String customer, List<CartItem> items) implements CartEvent {
        public CheckedOut {
            items = List.copyOf(items);
        }
    }
}
