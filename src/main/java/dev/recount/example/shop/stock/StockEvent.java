package dev.recount.example.shop.stock;

import java.math.BigDecimal;

/** The events of the stock of one product. */
public sealed interface StockEvent {

    /** The product is offered. */
    record Offered(String name, String description, String category, BigDecimal price) implements StockEvent {}

    /** The product has another price. */
    record PriceChanged(BigDecimal price) implements StockEvent {}

    /** A delivery came in. */
    record Received(int quantity) implements StockEvent {}

    /** So many are held for an order. */
    record Reserved(String order, int quantity) implements StockEvent {}

    /** So many are not held for the order any longer. */
    record Released(String order, int quantity) implements StockEvent {}

    /** So many were handed out for the order for which they were held. */
    record Dispatched(String order, int quantity) implements StockEvent {}

    /** More should be ordered when fewer than this are available. */
    record ReorderPointSet(int quantity) implements StockEvent {}
}
