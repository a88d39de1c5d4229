package dev.recount.example.shop.wishlist;

import java.util.ArrayList;
import java.util.List;

/**
 * A wish list.
 *
 * @param products what is on it, in the order in which it came there
 */
public record WishlistState(List<String> products) {

    /** A list with nothing on it. */
    public static final WishlistState EMPTY = new WishlistState(List.of());

    public WishlistState {
        products = List.copyOf(products);
    }

    WishlistState with(String product) {
        var more = new ArrayList<>(products);
        more.add(product);
        return new WishlistState(more);
    }

    WishlistState without(String product) {
        return new WishlistState(
                products.stream().filter(each -> !each.equals(product)).toList());
    }
}
