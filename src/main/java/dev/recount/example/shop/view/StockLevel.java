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

/**
 * The warehouse's count of one product: a row of the view "inventory".
 *
 * @param onHand how many lie there
 * @param reserved how many of them are held for orders
 * @param available how many of them are not
 * @param belowReorderPoint whether fewer are available than the reorder point says
 */
public record StockLevel(
        String product,
        String name,
        int onHand,
        int reserved,
        int available,
        int reorderPoint,
        boolean belowReorderPoint) {

    /** Returns the view of these rows. */
    public static View<StockLevel> view() {
        return View.of("inventory", StockLevel.class)
                .rowsByStream()
                .index("belowReorderPoint")
                .on(Stock.TYPE, StockLevel::project);
    }

    private static void project(StockEvent event, EventContext context, Rows<StockLevel> rows) {
        String product = context.stream().id();
        switch (event) {
            case Offered offered -> rows.put(level(product, offered.name(), 0, 0, 0));
            case Received(var quantity) -> rows.update(row -> row.plus(quantity, 0), product);
            case Reserved(var _, var quantity) -> rows.update(row -> row.plus(0, quantity), product);
            case Released(var _, var quantity) -> rows.update(row -> row.plus(0, -quantity), product);
            case Dispatched(var _, var quantity) -> rows.update(row -> row.plus(-quantity, -quantity), product);
            case ReorderPointSet(var quantity) -> rows.update(row -> row.withReorderPoint(quantity), product);
            case PriceChanged _ -> {} // no matter for the warehouse
        }
    }

    private static StockLevel level(String product, String name, int onHand, int reserved, int reorderPoint) {
        int available = onHand - reserved;
        return new StockLevel(product, name, onHand, reserved, available, reorderPoint, available < reorderPoint);
    }

    private StockLevel plus(int moreOnHand, int moreReserved) {
        return level(product, name, onHand + moreOnHand, reserved + moreReserved, reorderPoint);
    }

    private StockLevel withReorderPoint(int quantity) {
        return level(product, name, onHand, reserved, quantity);
    }
}
