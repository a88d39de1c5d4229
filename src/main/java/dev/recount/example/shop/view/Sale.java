package dev.recount.example.shop.view;

import dev.recount.example.Money;
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
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The sales of one product on one day: a row of the view "sales". An order is a sale when it is paid; a refund counts
 * against the sales of the day on which it is made.
 *
 * @param day the day of the payments and refunds, in UTC
 */
public record Sale(LocalDate day, String product, long quantity, BigDecimal revenue) {

    /** Returns the view of these rows. */
    public static View<Sale> view() {
        return View.of("sales", Sale.class)
                .key("day", "product")
                .index("product")
                .on(Order.TYPE, Sale::project);
    }

    private static void project(OrderEvent event, EventContext context, Rows<Sale> rows) {
        switch (event) {
            case Paid(var purchase, var _, var _) -> book(purchase, 1, context, rows);
            case Refunded(var purchase, var _) -> book(purchase, -1, context, rows);
            case Placed _, Confirmed _, Shipped _, Cancelled _ -> {} // bring in nothing
        }
    }

    private static void book(Purchase purchase, int sign, EventContext context, Rows<Sale> rows) {
        LocalDate day = LocalDate.ofInstant(context.time(), ZoneOffset.UTC);
        for (OrderLine line : purchase.lines()) {
            rows.updateOrPut(new Sale(day, line.product(), 0, Money.ZERO), sale -> sale.plus(line, sign));
        }
    }

    private Sale plus(OrderLine line, int sign) {
        return new Sale(
                day,
                product,
                quantity + (long) sign * line.quantity(),
                revenue.add(line.total().multiply(BigDecimal.valueOf(sign))));
    }
}
