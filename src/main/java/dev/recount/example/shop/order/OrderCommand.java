package dev.recount.example.shop.order;

import java.math.BigDecimal;

/** The commands of an order. */
public sealed interface OrderCommand {

    /** Places the order. */
    record Place(Purchase purchase) implements OrderCommand {}

    /** Says that all of it is in stock and held for the customer. */
    record Confirm() implements OrderCommand {}

    /** Pays for all of it, once it is confirmed. */
    record Pay(BigDecimal amount, Pay.Method method) implements OrderCommand {

        /** The ways in which a customer pays. */
        public enum Method {
            CARD,
            TRANSFER,
            INVOICE
        }
    }

    /** Hands it to a carrier, once it is paid. */
    record Ship(String carrier, String trackingNumber) implements OrderCommand {}

    /** Gives the customer the money back, as long as it is not shipped. */
    record Refund() implements OrderCommand {}

    /** Calls it off, as long as it is not paid. */
    record Cancel(Cancel.Reason reason) implements OrderCommand {

        /** The reasons for which an order comes to nothing. */
        public enum Reason {
            OUT_OF_STOCK,
            CUSTOMER_REQUEST,
            NEVER_PAID
        }
    }
}
