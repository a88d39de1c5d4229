package dev.recount.example.shop.cart;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.example.Money;
import dev.recount.example.shop.cart.CartCommand.AddItem;
import dev.recount.example.shop.cart.CartCommand.ChangeItemQuantity;
import dev.recount.example.shop.cart.CartCommand.CheckOut;
import dev.recount.example.shop.cart.CartCommand.Empty;
import dev.recount.example.shop.cart.CartCommand.Open;
import dev.recount.example.shop.cart.CartCommand.RemoveItem;
import dev.recount.example.shop.cart.CartEvent.CheckedOut;
import dev.recount.example.shop.cart.CartEvent.Emptied;
import dev.recount.example.shop.cart.CartEvent.ItemAdded;
import dev.recount.example.shop.cart.CartEvent.ItemQuantityChanged;
import dev.recount.example.shop.cart.CartEvent.ItemRemoved;
import dev.recount.example.shop.cart.CartEvent.Opened;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.util.List;

/** A shopping cart, which remembers the items that were taken out again as well as those that were bought. */
public final class Cart implements Aggregate<CartState, CartCommand, CartEvent> {

    /** The stream type of carts. */
    public static final StreamType<CartState, CartCommand, CartEvent> TYPE =
            StreamType.of("cart", new Cart()).settledAt(CheckedOut.class);

    private static final int MOST_ITEMS = 100;
    private static final int MOST_OF_A_PRODUCT = 1_000;

    @Override
    public CartState initial() {
        return new CartState.Unused();
    }

    @Override
    public Decision<CartEvent> decide(CartState state, CartCommand command, Context context) {
        return switch (state) {
            case CartState.Unused() -> decideUnused(command);
            case CartState.Open cart -> decideOpen(cart, command);
            case CartState.CheckedOut _ ->
                reject(CartRejection.CHECKED_OUT, "the cart has been checked out: take another");
        };
    }

    @Override
    public CartState evolve(CartState state, CartEvent event) {
        return switch (event) {
            case Opened(var customer) -> new CartState.Open(customer, List.of());
            case ItemAdded(var product, var quantity, var price) -> open(state).with(product, quantity, price);
            case ItemQuantityChanged(var product, var quantity) -> open(state).withQuantity(product, quantity);
            case ItemRemoved(var product) -> open(state).without(product);
            case Emptied() -> open(state).emptied();
            case CheckedOut _ -> open(state).checkedOut();
        };
    }

    private static Decision<CartEvent> decideUnused(CartCommand command) {
        return switch (command) {
            case Open(var customer)
            when !StreamId.isId(customer) -> reject(CartRejection.INVALID_CUSTOMER, "no customer can have this id");
            case Open(var customer) -> accept(new Opened(customer));
            case AddItem _, ChangeItemQuantity _, RemoveItem _, Empty _, CheckOut _ ->
                reject(CartRejection.NOT_OPEN, "nobody has taken this cart");
        };
    }

    private static Decision<CartEvent> decideOpen(CartState.Open cart, CartCommand command) {
        return switch (command) {
            case Open _ -> reject(CartRejection.ALREADY_OPEN, "the cart is taken already");
            case AddItem add -> add(cart, add);
            case ChangeItemQuantity(var product, var quantity) -> change(cart, product, quantity);
            case RemoveItem(var product) -> cart.item(product).isPresent() ? accept(new ItemRemoved(product)) : notIn();
            case Empty() -> cart.items().isEmpty() ? accept() : accept(new Emptied());
            case CheckOut()
            when cart.items().isEmpty() -> reject(CartRejection.CART_IS_EMPTY, "there is nothing to buy");
            case CheckOut() -> accept(new CheckedOut(cart.customer(), cart.items()));
        };
    }

    private static Decision<CartEvent> add(CartState.Open cart, AddItem item) {
        if (!StreamId.isId(item.product())) {
            return reject(CartRejection.INVALID_PRODUCT, "no product can have this id");
        }
        if (!Money.isZeroOrPositive(item.price())) {
            return reject(CartRejection.INVALID_PRICE, "a price is an amount of money, or zero");
        }
        if (!isQuantity(item.quantity()) || !isQuantity(cart.quantity(item.product()) + item.quantity())) {
            return invalidQuantity();
        }
        if (cart.item(item.product()).isEmpty() && cart.items().size() == MOST_ITEMS) {
            return reject(CartRejection.TOO_MANY_ITEMS, "a cart holds at most " + MOST_ITEMS + " products");
        }
        return accept(new ItemAdded(item.product(), item.quantity(), Money.exact(item.price())));
    }

    private static Decision<CartEvent> change(CartState.Open cart, String product, int quantity) {
        if (cart.item(product).isEmpty()) {
            return notIn();
        }
        if (!isQuantity(quantity)) {
            return invalidQuantity();
        }
        return cart.quantity(product) == quantity ? accept() : accept(new ItemQuantityChanged(product, quantity));
    }

    private static boolean isQuantity(int number) {
        return number >= 1 && number <= MOST_OF_A_PRODUCT;
    }

    private static Decision<CartEvent> invalidQuantity() {
        return reject(CartRejection.INVALID_QUANTITY, "a cart holds 1 to " + MOST_OF_A_PRODUCT + " of a product");
    }

    private static Decision<CartEvent> notIn() {
        return reject(CartRejection.NOT_IN_CART, "the product is not in the cart");
    }

    private static CartState.Open open(CartState state) {
        if (state instanceof CartState.Open cart) {
            return cart;
        }
        throw new IllegalStateException("only an open cart has such events, but this one is " + state);
    }
}
