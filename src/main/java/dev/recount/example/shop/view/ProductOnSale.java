package dev.recount.example.shop.view;

import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.stock.StockEvent;
import dev.recount.example.shop.stock.StockEvent.Dispatched;
import dev.recount.example.shop.stock.StockEvent.Offered;
import dev.recount.example.shop.stock.StockEvent.PriceChanged;
import dev.recount.example.shop.stock.StockEvent.Received;
import dev.recount.example.shop.stock.StockEvent.Released;
import dev.recount.example.shop.stock.StockEvent.ReorderPointSet;
import dev.recount.example.shop.stock.StockEvent.Reserved;
import dev.recount.model.EventContext;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.math.BigDecimal;

/**
 * A product that customers browse and search for: a row of the view "products".
 *
 * @param available how many can be sold
 */
public record ProductOnSale(
        String product, String name, String description, String category, BigDecimal price, int available) {

    /** Returns the view of these rows. */
    public static View<ProductOnSale> view() {
        return View.of("products", ProductOnSale.class)
                .rowsByStream()
                .index("category", "price")
                .index("name")
                .on(Stock.TYPE, ProductOnSale::project);
    }

    private static void project(StockEvent event, EventContext context, Rows<ProductOnSale> rows) {
        String product = context.stream().id();
        switch (event) {
            case Offered(var name, var description, var category, var price) ->
                rows.put(new ProductOnSale(product, name, description, category, price, 0));
            case PriceChanged(var price) -> rows.update(row -> row.at(price), product);
            case Received(var quantity) -> rows.update(row -> row.plus(quantity), product);
            case Reserved(var _, var quantity) -> rows.update(row -> row.plus(-quantity), product);
            case Released(var _, var quantity) -> rows.update(row -> row.plus(quantity), product);
            case Dispatched _, ReorderPointSet _ -> {} // what leaves was not available any more
        }
    }

    private ProductOnSale at(BigDecimal newPrice) {
        return new ProductOnSale(product, name, description, category, newPrice, available);
    }

    private ProductOnSale plus(int quantity) {
        return new ProductOnSale(product, name, description, category, price, available + quantity);
    }
}
