package dev.recount.example.shop.cart;

import java.math.BigDecimal;

/** The commands of a cart. */
public sealed interface CartCommand {

    /** Takes a cart. */
    record Open(String customer) implements CartCommand {}

    /** Lays so many of a product into the cart, besides those that lie there already; all are at this price then. */
    record AddItem(String product, int quantity, BigDecimal price) implements CartCommand {}

    /** Makes it so many of a product that is in the cart. */
    record ChangeItemQuantity(String product, int quantity) implements CartCommand {}

    /** Takes a product out of the cart. */
    record RemoveItem(String product) implements CartCommand {}

    /** Takes everything out of the cart. */
    record Empty() implements CartCommand {}

    /** Buys what is in the cart. */
    record CheckOut() implements CartCommand {}
}
