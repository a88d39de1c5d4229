package dev.recount.guide;

import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.stock.StockCommand;
import dev.recount.example.shop.stock.StockEvent;
import dev.recount.example.shop.stock.StockState;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.model.migration.Copies.Copy;
import dev.recount.model.migration.Migration;
import dev.recount.model.type.StreamType;
import java.util.List;

/** The stock of {@code docs/carry-streams-over.md}: one stream for each product, then one for each in each warehouse. */
public final class Warehouses implements Domain {

    static final StreamType<StockState, StockCommand, StockEvent> STOCK = StreamType.of("stock", new Stock());
    static final StreamType<Shelf.State, Shelf.Command, Shelf.Event> SHELF = StreamType.of("shelf", new Shelf());

    static final Migration<StockEvent, Shelf.Event> SPLIT = Migration.from(STOCK)
            .to(SHELF, (event, context) -> switch (event) {
                case StockEvent.Received(var quantity) ->
                    List.of(
                            Copy.of(north(context.stream()), new Shelf.Event.Received(quantity - quantity / 2)),
                            Copy.of(south(context.stream()), new Shelf.Event.Received(quantity / 2)));
                case StockEvent.Reserved(var order, var quantity) ->
                    List.of(Copy.of(shelf(context.stream(), order), new Shelf.Event.Reserved(order, quantity)));
                case StockEvent.Released(var order, var quantity) ->
                    List.of(Copy.of(shelf(context.stream(), order), new Shelf.Event.Released(order, quantity)));
                case StockEvent.Dispatched(var order, var quantity) ->
                    List.of(Copy.of(shelf(context.stream(), order), new Shelf.Event.Dispatched(order, quantity)));
                case StockEvent.Offered _, StockEvent.PriceChanged _, StockEvent.ReorderPointSet _ -> List.of();
            });

    /** Returns the shelf that an order is served from: clients ask here too. */
    static String shelf(StreamId product, String order) {
        return order.hashCode() % 2 == 0 ? north(product) : south(product);
    }

    private static String north(StreamId product) {
        return product.id() + "-north";
    }

    private static String south(StreamId product) {
        return product.id() + "-south";
    }

    @Override
    public String name() {
        return "warehouses";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(STOCK, SHELF);
    }

    @Override
    public List<Migration<?, ?>> migrations() {
        return List.of(SPLIT);
    }
}
