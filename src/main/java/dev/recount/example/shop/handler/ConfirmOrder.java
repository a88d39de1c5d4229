package dev.recount.example.shop.handler;

import dev.recount.example.shop.customer.Customer;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderEvent;
import dev.recount.example.shop.order.OrderEvent.Cancelled;
import dev.recount.example.shop.order.OrderEvent.Confirmed;
import dev.recount.example.shop.order.OrderEvent.Paid;
import dev.recount.example.shop.order.OrderEvent.Placed;
import dev.recount.example.shop.order.OrderEvent.Refunded;
import dev.recount.example.shop.order.OrderEvent.Shipped;
import dev.recount.example.shop.order.OrderLine;
import dev.recount.example.shop.order.Purchase;
import dev.recount.model.EventContext;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;

/** The handler that writes to the customer when an order is confirmed. */
public final class ConfirmOrder {

    private final Mailer mailer;

    private ConfirmOrder(Mailer mailer) {
        this.mailer = mailer;
    }

    /**
     * Returns the handler {@code confirm-order}; orders that were confirmed before it was first started are left alone.
     */
    public static Handler handler(MailSettings settings, Clock clock) {
        var confirmations = new ConfirmOrder(new Mailer(settings, clock));
        return Handler.fromNow("confirm-order").on(Order.TYPE, confirmations::react);
    }

    private void react(OrderEvent event, EventContext context, Effects effects) throws MessagingException {
        switch (event) {
            case Confirmed(var purchase) -> confirm(context.stream().id(), purchase, effects);
            case Placed _, Paid _, Shipped _, Refunded _, Cancelled _ -> {} // not this handler's mail
        }
    }

    private void confirm(String order, Purchase purchase, Effects effects) throws MessagingException {
        Optional<Recipient> customer =
                effects.state(Customer.TYPE, purchase.customer()).flatMap(Recipient::of);
        if (customer.isPresent()) {
            mailer.send(customer.get(), "Your order " + order, text(customer.get(), order, purchase), effects);
        }
    }

    private static String text(Recipient customer, String order, Purchase purchase) {
        String lines = purchase.lines().stream().map(ConfirmOrder::text).collect(Collectors.joining("\n"));
        return """
                Dear %s,

                thank you for your order %s. All of it is in stock:

                %s

                Together: %s

                We ship it as soon as it is paid.
                """.formatted(customer.name(), order, lines, purchase.total());
    }

    private static String text(OrderLine line) {
        return "  %d x %s: %s".formatted(line.quantity(), line.product(), line.total());
    }
}
