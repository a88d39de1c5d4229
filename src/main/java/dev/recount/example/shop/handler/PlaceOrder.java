package dev.recount.example.shop.handler;

import dev.recount.example.shop.cart.Cart;
import dev.recount.example.shop.cart.CartEvent;
import dev.recount.example.shop.cart.CartEvent.CheckedOut;
import dev.recount.example.shop.cart.CartEvent.Emptied;
import dev.recount.example.shop.cart.CartEvent.ItemAdded;
import dev.recount.example.shop.cart.CartEvent.ItemQuantityChanged;
import dev.recount.example.shop.cart.CartEvent.ItemRemoved;
import dev.recount.example.shop.cart.CartEvent.Opened;
import dev.recount.example.shop.cart.CartItem;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderCommand.Place;
import dev.recount.example.shop.order.OrderLine;
import dev.recount.example.shop.order.Purchase;
import dev.recount.model.EventContext;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import java.util.List;

/** The handler that places the order for a cart that was checked out; the order has the cart's id. */
public final class PlaceOrder {

    private PlaceOrder() {}

    /** Returns the handler {@code place-order}. */
    public static Handler handler() {
        return Handler.fromBeginning("place-order").withoutOutsideEffects().on(Cart.TYPE, PlaceOrder::react);
    }

    private static void react(CartEvent event, EventContext context, Effects effects) {
        switch (event) {
            case CheckedOut(var customer, var items) ->
                place(context.stream().id(), new Purchase(customer, lines(items)), effects);
            case Opened _, ItemAdded _, ItemQuantityChanged _, ItemRemoved _, Emptied _ -> {} // is not bought yet
        }
    }

    private static List<OrderLine> lines(List<CartItem> items) {
        return items.stream()
                .map(item -> new OrderLine(item.product(), item.quantity(), item.price()))
                .toList();
    }

    private static void place(String order, Purchase purchase, Effects effects) {
        // Placing the same order again is accepted, so this one is somebody else's: a matter for a person.
        if (effects.send(Order.TYPE, order, new Place(purchase)) instanceof CommandAnswer.Rejected rejected) {
            throw new IllegalStateException("the order " + order + " cannot be placed: " + rejected.message());
        }
    }
}
