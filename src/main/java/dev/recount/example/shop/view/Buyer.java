package dev.recount.example.shop.view;

import dev.recount.example.Money;
import dev.recount.example.shop.customer.Address;
import dev.recount.example.shop.customer.Customer;
import dev.recount.example.shop.customer.CustomerEvent;
import dev.recount.example.shop.customer.CustomerEvent.EmailChanged;
import dev.recount.example.shop.customer.CustomerEvent.Registered;
import dev.recount.example.shop.customer.CustomerEvent.Relocated;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderEvent;
import dev.recount.example.shop.order.OrderEvent.Cancelled;
import dev.recount.example.shop.order.OrderEvent.Confirmed;
import dev.recount.example.shop.order.OrderEvent.Paid;
import dev.recount.example.shop.order.OrderEvent.Placed;
import dev.recount.example.shop.order.OrderEvent.Refunded;
import dev.recount.example.shop.order.OrderEvent.Shipped;
import dev.recount.model.EventContext;
import dev.recount.model.personal.Personal;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A customer, as the shop's marketing sees one: a row of the view "customers". A person who pays without having
 * registered is a customer too, of whom no more is known; so is one who was erased.
 *
 * @param city where the address is
 * @param orders how many orders were paid, but for those that were refunded
 * @param spending what all of them cost
 */
public record Buyer(
        String customer,
        Optional<Personal<String>> name,
        Optional<Personal<String>> email,
        Optional<Personal<String>> city,
        Optional<Personal<Address>> address,
        int orders,
        BigDecimal spending,
        Tier tier) {

    /** The standing of a customer with the shop. */
    public enum Tier {
        REGULAR,
        /** Has paid at least 1000.00 in all. */
        PREMIUM
    }

    private static final BigDecimal PREMIUM_FROM = new BigDecimal("1000.00");

    /** Returns the view of these rows. */
    public static View<Buyer> view() {
        return view(PREMIUM_FROM);
    }

    /** Returns the view of these rows, in which a customer who has paid this amount in all is premium. */
    public static View<Buyer> view(BigDecimal premiumFrom) {
        return View.of("customers", Buyer.class)
                .index("tier")
                .index("email")
                .on(Customer.TYPE, Buyer::project)
                .on(Order.TYPE, (event, _, rows) -> project(event, premiumFrom, rows));
    }

    private static void project(CustomerEvent event, EventContext context, Rows<Buyer> rows) {
        Buyer unknown = unknown(context.stream().id());
        switch (event) {
            case Registered(var name, var email, var address) ->
                rows.updateOrPut(
                        unknown, row -> row.registered(name).with(email).at(address));
            case Relocated(var address, var _) -> rows.updateOrPut(unknown, row -> row.at(address));
            case EmailChanged(var email) -> rows.updateOrPut(unknown, row -> row.with(email));
        }
    }

    private static void project(OrderEvent event, BigDecimal premiumFrom, Rows<Buyer> rows) {
        switch (event) {
            case Paid(var purchase, var amount, var _) ->
                rows.updateOrPut(unknown(purchase.customer()), row -> row.paid(amount, premiumFrom));
            case Refunded(var purchase, var amount) ->
                rows.updateOrPut(unknown(purchase.customer()), row -> row.refunded(amount, premiumFrom));
            case Placed _, Confirmed _, Shipped _, Cancelled _ -> {} // cost the customer nothing
        }
    }

    private static Buyer unknown(String customer) {
        Optional<Personal<String>> none = Optional.empty();
        return new Buyer(customer, none, none, none, Optional.empty(), 0, Money.ZERO, Tier.REGULAR);
    }

    private Buyer registered(Personal<String> newName) {
        return new Buyer(customer, Optional.of(newName), email, city, address, orders, spending, tier);
    }

    private Buyer with(Personal<String> newEmail) {
        return new Buyer(customer, name, Optional.of(newEmail), city, address, orders, spending, tier);
    }

    private Buyer at(Personal<Address> place) {
        Optional<Personal<String>> newCity = Optional.of(place.map(Address::city));
        return new Buyer(customer, name, email, newCity, Optional.of(place), orders, spending, tier);
    }

    private Buyer paid(BigDecimal amount, BigDecimal premiumFrom) {
        return with(orders + 1, spending.add(amount), premiumFrom);
    }

    private Buyer refunded(BigDecimal amount, BigDecimal premiumFrom) {
        return with(orders - 1, spending.subtract(amount), premiumFrom);
    }

    private Buyer with(int paid, BigDecimal sum, BigDecimal premiumFrom) {
        Tier reached = sum.compareTo(premiumFrom) >= 0 ? Tier.PREMIUM : Tier.REGULAR;
        return new Buyer(customer, name, email, city, address, paid, sum, reached);
    }
}
