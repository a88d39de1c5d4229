package dev.recount.example.shop.view;

import dev.recount.example.shop.wishlist.Wishlist;
import dev.recount.example.shop.wishlist.WishlistState;
import dev.recount.model.EventContext;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.util.List;

/**
 * The wishes of a customer, as long as there are some: a row of the view "wishes".
 *
 * @param number how many products are wished for
 */
public record Wishes(String customer, int number, List<String> products) {

    public Wishes {
        products = List.copyOf(products);
    }

    /** Returns the view of these rows, which follows the states of wish lists, as they have no events. */
    public static View<Wishes> view() {
        return View.of("wishes", Wishes.class).index("number").onState(Wishlist.TYPE, Wishes::project);
    }

    private static void project(WishlistState list, EventContext context, Rows<Wishes> rows) {
        String customer = context.stream().id();
        if (list.products().isEmpty()) {
            rows.remove(customer);
        } else {
            rows.put(new Wishes(customer, list.products().size(), list.products()));
        }
    }
}
