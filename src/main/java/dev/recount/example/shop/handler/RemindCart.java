package dev.recount.example.shop.handler;

import dev.recount.example.shop.cart.Cart;
import dev.recount.example.shop.cart.CartEvent;
import dev.recount.example.shop.cart.CartEvent.CheckedOut;
import dev.recount.example.shop.cart.CartEvent.Emptied;
import dev.recount.example.shop.cart.CartEvent.ItemAdded;
import dev.recount.example.shop.cart.CartEvent.ItemQuantityChanged;
import dev.recount.example.shop.cart.CartEvent.ItemRemoved;
import dev.recount.example.shop.cart.CartEvent.Opened;
import dev.recount.example.shop.cart.CartState;
import dev.recount.example.shop.customer.Customer;
import dev.recount.model.EventContext;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The handler that writes to customers who left a cart alone, or emptied it. */
public final class RemindCart {

    private static final String ABANDONED = "abandoned";

    private final Mailer mailer;
    private final Duration abandonedAfter;

    private RemindCart(Mailer mailer, Duration abandonedAfter) {
        this.mailer = mailer;
        this.abandonedAfter = abandonedAfter;
    }

    /**
     * Returns the handler {@code remind-cart}; events from before it was first started are left alone.
     *
     * @param abandonedAfter how long nothing happens to a cart before its customer is written to
     */
    public static Handler handler(MailSettings settings, Duration abandonedAfter, Clock clock) {
        var reminders = new RemindCart(new Mailer(settings, clock), abandonedAfter);
        return Handler.fromNow("remind-cart")
                .on(Cart.TYPE, reminders::react)
                .onTimer((_, cart, effects) -> reminders.remind(cart, effects));
    }

    private void react(CartEvent event, EventContext context, Effects effects) throws MessagingException {
        switch (event) {
            case Opened _, ItemAdded _, ItemQuantityChanged _, ItemRemoved _ ->
                effects.setTimer(ABANDONED, abandonedAfter);
            case Emptied() -> {
                effects.cancelTimer(ABANDONED);
                regret(context.stream(), effects);
            }
            case CheckedOut _ -> effects.cancelTimer(ABANDONED);
        }
    }

    private void regret(StreamId cart, Effects effects) throws MessagingException {
        // It may have been filled or checked out again by now: then there is nothing to regret.
        if (effects.state(Cart.TYPE, cart.id()).orElse(null) instanceof CartState.Open(var customer, var items)
                && items.isEmpty()) {
            write(customer, "Nothing you liked?", """
                    You have emptied your cart. Tell us what was missing: your next order is shipped for free.
                    """, effects);
        }
    }

    private void remind(StreamId cart, Effects effects) throws MessagingException {
        if (effects.state(Cart.TYPE, cart.id()).orElse(null) instanceof CartState.Open(var customer, var items)
                && !items.isEmpty()) {
            write(customer, "Your cart is waiting", """
                    There are still %d products in your cart. We cannot promise that they stay in stock.
                    """.formatted(items.size()), effects);
        }
    }

    private void write(String customerId, String subject, String text, Effects effects) throws MessagingException {
        Optional<Recipient> customer = effects.state(Customer.TYPE, customerId).flatMap(Recipient::of);
        if (customer.isPresent()) {
            mailer.send(customer.get(), subject, "Dear " + customer.get().name() + ",\n\n" + text, effects);
        }
    }
}
