package dev.recount.example.shop.stock;

import java.math.BigDecimal;

/** The commands of the stock of one product. */
public sealed interface StockCommand {

    /** Offers the product to customers. */
    record Offer(String name, String description, String category, BigDecimal price) implements StockCommand {}

    /** Offers it at another price. */
    record ChangePrice(BigDecimal price) implements StockCommand {}

    /** A command about a number of pieces. */
    sealed interface Quantified extends StockCommand {
        int quantity();
    }

    /** Takes in a delivery. */
    record Receive(int quantity) implements Quantified {}

    /** Holds so many for an order, if as many are available; the same once more changes nothing. */
    record Reserve(String order, int quantity) implements Quantified {}

    /** Holds nothing for an order any longer. */
    record Release(String order) implements StockCommand {}

    /** Hands out the pieces that are held for an order. */
    record Dispatch(String order) implements StockCommand {}

    /** Sets the number of available pieces below which more should be ordered from the supplier. */
    record SetReorderPoint(int quantity) implements Quantified {}
}
