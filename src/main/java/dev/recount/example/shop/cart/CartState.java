package dev.recount.example.shop.cart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The state of a cart after its events. */
public sealed interface CartState {

    /** A cart that has not been taken yet. */
    record Unused() implements CartState {}

    /** A cart that a customer goes about with; a product is in it at most once. */
    record Open(String customer, List<CartItem> items) implements CartState {
        public Open {
            items = List.copyOf(items);
        }

        Optional<CartItem> item(String product) {
            return items.stream().filter(item -> item.product().equals(product)).findFirst();
        }

        int quantity(String product) {
            return item(product).map(CartItem::quantity).orElse(0);
        }

        Open with(String product, int quantity, BigDecimal price) {
            var item = new CartItem(product, quantity(product) + quantity, price);
            return item(product).isPresent() ? changed(product, _ -> item) : plus(item);
        }

        Open withQuantity(String product, int quantity) {
            return changed(product, item -> item.times(quantity));
        }

        Open without(String product) {
            return new Open(
                    customer,
                    items.stream()
                            .filter(item -> !item.product().equals(product))
                            .toList());
        }

        Open emptied() {
            return new Open(customer, List.of());
        }

        CheckedOut checkedOut() {
            return new CheckedOut(customer, items);
        }

        private Open plus(CartItem item) {
            var more = new ArrayList<>(items);
            more.add(item);
            return new Open(customer, more);
        }

        private Open changed(String product, UnaryOperator<CartItem> change) {
            return new Open(
                    customer,
                    items.stream()
                            .map(item -> item.product().equals(product) ? change.apply(item) : item)
                            .toList());
        }
    }

    /** A cart whose content was bought; it takes nothing more. */
    record CheckedOut(String customer, List<CartItem> items) implements CartState {
        public CheckedOut {
            items = List.copyOf(items);
        }
    }
}
