package dev.recount.example.shop.cart;

import java.math.BigDecimal;

/**
 * A product that lies in a cart, and the number of its pieces.
 *
 * @param price for one of them, as it was shown to the customer
 */
public record CartItem(String product, int quantity, BigDecimal price) {

    CartItem times(int newQuantity) {
        return new CartItem(product, newQuantity, price);
    }
}
