package dev.recount.example.shop.handler;

import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderCommand.Cancel;
import dev.recount.example.shop.order.OrderCommand.Confirm;
import dev.recount.example.shop.order.OrderEvent;
import dev.recount.example.shop.order.OrderEvent.Cancelled;
import dev.recount.example.shop.order.OrderEvent.Confirmed;
import dev.recount.example.shop.order.OrderEvent.Paid;
import dev.recount.example.shop.order.OrderEvent.Placed;
import dev.recount.example.shop.order.OrderEvent.Shipped;
import dev.recount.example.shop.order.OrderLine;
import dev.recount.example.shop.order.OrderState;
import dev.recount.example.shop.order.Purchase;
import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.stock.StockCommand;
import dev.recount.example.shop.stock.StockCommand.Dispatch;
import dev.recount.example.shop.stock.StockCommand.Release;
import dev.recount.example.shop.stock.StockCommand.Reserve;
import dev.recount.model.EventContext;
import dev.recount.model.handler.CommandAnswer.Rejected;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;

/**
 * The handler that keeps stock for orders: it holds all of an order and confirms it, or cancels it, and hands out the
 * pieces that are shipped.
 *
 * <p>No transaction spans the streams. The stock is right in the end because an order's events come in their order:
 * everything that was held for an order that is cancelled, for any reason and at any moment, is released when the
 * cancellation comes by, and nothing is held for it afterwards.
 */
public final class ReserveStock {

    private ReserveStock() {}

    /** Returns the handler {@code reserve-stock}. */
    public static Handler handler() {
        return Handler.fromBeginning("reserve-stock").withoutOutsideEffects().on(Order.TYPE, ReserveStock::react);
    }

    private static void react(OrderEvent event, EventContext context, Effects effects) {
        String order = context.stream().id();
        switch (event) {
            case Placed(var purchase) -> reserve(order, purchase, effects);
            case Cancelled(var purchase, var _) -> sendForEach(purchase, new Release(order), effects);
            case Shipped(var purchase, var _, var _) -> sendForEach(purchase, new Dispatch(order), effects);
            case Confirmed _, Paid _ -> {} // leave everything where it is
        }
    }

    private static void reserve(String order, Purchase purchase, Effects effects) {
        if (!isStillPlaced(order, effects)) {
            return;
        }
        for (OrderLine line : purchase.lines()) {
            if (effects.send(Stock.TYPE, line.product(), new Reserve(order, line.quantity())) instanceof Rejected) {
                effects.send(Order.TYPE, order, new Cancel(Cancel.Reason.OUT_OF_STOCK));
                return;
            }
        }
        // Rejected if the customer has cancelled meanwhile: that event comes next, and releases all.
        effects.send(Order.TYPE, order, new Confirm());
    }

    /**
     * An order that has gone on has all that it needs, or needs nothing: there is nothing to hold when this comes again
     * late.
     */
    private static boolean isStillPlaced(String order, Effects effects) {
        return effects.state(Order.TYPE, order).orElseThrow() instanceof OrderState.Placed;
    }

    private static void sendForEach(Purchase purchase, StockCommand command, Effects effects) {
        purchase.lines().forEach(line -> effects.send(Stock.TYPE, line.product(), command));
    }
}
