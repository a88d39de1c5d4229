package dev.recount.example.shop.stock;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.example.Money;
import dev.recount.example.Text;
import dev.recount.example.shop.stock.StockCommand.ChangePrice;
import dev.recount.example.shop.stock.StockCommand.Dispatch;
import dev.recount.example.shop.stock.StockCommand.Offer;
import dev.recount.example.shop.stock.StockCommand.Quantified;
import dev.recount.example.shop.stock.StockCommand.Receive;
import dev.recount.example.shop.stock.StockCommand.Release;
import dev.recount.example.shop.stock.StockCommand.Reserve;
import dev.recount.example.shop.stock.StockCommand.SetReorderPoint;
import dev.recount.example.shop.stock.StockEvent.Dispatched;
import dev.recount.example.shop.stock.StockEvent.Offered;
import dev.recount.example.shop.stock.StockEvent.PriceChanged;
import dev.recount.example.shop.stock.StockEvent.Received;
import dev.recount.example.shop.stock.StockEvent.Released;
import dev.recount.example.shop.stock.StockEvent.ReorderPointSet;
import dev.recount.example.shop.stock.StockEvent.Reserved;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The stock of one product: pieces that are held for an order are there until they are dispatched, and none is held
 * twice.
 */
public final class Stock implements Aggregate<StockState, StockCommand, StockEvent> {

    /** The stream type of stock. */
    public static final StreamType<StockState, StockCommand, StockEvent> TYPE = type(new Stock());

    /**
     * The stream type of stock that is reordered early: while half as much again is there as the reorder point that is
     * asked for.
     */
    public static final StreamType<StockState, StockCommand, StockEvent> REORDERED_EARLY = type(new Stock(true));

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int MOST_AT_ONCE = 1_000_000;
    private static final int MOST_ON_HAND = 1_000_000_000;

    private final boolean reordersEarly;

    /** Makes the rules by which a reorder point is the one that is asked for. */
    public Stock() {
        this(false);
    }

    private Stock(boolean reordersEarly) {
        this.reordersEarly = reordersEarly;
    }

    private static StreamType<StockState, StockCommand, StockEvent> type(Stock rules) {
        return StreamType.of("stock", rules).authorize(Stock::permits);
    }

    /** Only the process that follows orders may hold pieces for them. */
    private static boolean permits(StockState state, StockCommand command, Context context) {
        return switch (command) {
            case StockCommand.Reserve _, StockCommand.Release _, StockCommand.Dispatch _ ->
                context.principal().isHandler();
            case StockCommand.Offer _,
                    StockCommand.ChangePrice _,
                    StockCommand.Receive _,
                    StockCommand.SetReorderPoint _ -> true;
        };
    }

    @Override
    public StockState initial() {
        return new StockState.NotOffered();
    }

    @Override
    public Decision<StockEvent> decide(StockState state, StockCommand command, Context context) {
        return switch (state) {
            case StockState.NotOffered() -> decideNotOffered(command);
            case StockState.Offered stock -> decideOffered(stock, command);
        };
    }

    @Override
    public StockState evolve(StockState state, StockEvent event) {
        return switch (event) {
            case Offered(var name, var description, var category, var price) ->
                new StockState.Offered(new Product(name, description, category, price), 0, 0, Map.of());
            case PriceChanged(var price) -> offered(state).at(price);
            case Received(var quantity) -> offered(state).plus(quantity);
            case Reserved(var order, var quantity) -> offered(state).reserving(order, quantity);
            case Released(var order, var _) -> offered(state).releasing(order);
            case Dispatched(var order, var quantity) ->
                offered(state).releasing(order).plus(-quantity);
            case ReorderPointSet(var quantity) -> offered(state).withReorderPoint(quantity);
        };
    }

    private static Decision<StockEvent> decideNotOffered(StockCommand command) {
        return switch (command) {
            case Offer offer
            when !isSound(offer) ->
                reject(
                        StockRejection.INVALID_PRODUCT,
                        "a product has a name and a category, each a line of 1 to 100 characters, and a description of at"
                                + " most 1000");
            case Offer offer when !Money.isZeroOrPositive(offer.price()) -> invalidPrice();
            case Offer(var name, var description, var category, var price) ->
                accept(new Offered(name, description, category, Money.exact(price)));
            // what is not there is not held either
            case Release _, Dispatch _ -> accept();
            case ChangePrice _, Quantified _ -> reject(StockRejection.NOT_OFFERED, "there is no such product");
        };
    }

    private Decision<StockEvent> decideOffered(StockState.Offered stock, StockCommand command) {
        return switch (command) {
            case Offer _ -> reject(StockRejection.ALREADY_OFFERED, "the product is offered already");
            case ChangePrice(var price) -> changePrice(stock, price);
            case SetReorderPoint(var quantity) when quantity == 0 -> setReorderPoint(stock, 0);
            case Quantified some
            when some.quantity() < 1 || some.quantity() > MOST_AT_ONCE ->
                reject(StockRejection.INVALID_QUANTITY, "a quantity is from 1 to " + MOST_AT_ONCE);
            case SetReorderPoint(var quantity) -> setReorderPoint(stock, quantity);
            case Receive(var quantity)
            when stock.onHand() > MOST_ON_HAND - quantity ->
                reject(StockRejection.INVALID_QUANTITY, "no more than " + MOST_ON_HAND + " fit into the warehouse");
            case Receive(var quantity) -> accept(new Received(quantity));
            case Reserve(var order, var quantity) -> reserve(stock, order, quantity);
            case Release(var order) -> held(stock, order, quantity -> new Released(order, quantity));
            case Dispatch(var order) -> held(stock, order, quantity -> new Dispatched(order, quantity));
        };
    }

    private static Decision<StockEvent> changePrice(StockState.Offered stock, BigDecimal price) {
        if (!Money.isZeroOrPositive(price)) {
            return invalidPrice();
        }
        return price.compareTo(stock.product().price()) == 0 ? accept() : accept(new PriceChanged(Money.exact(price)));
    }

    private Decision<StockEvent> setReorderPoint(StockState.Offered stock, int quantity) {
        int point = reordersEarly ? quantity + quantity / 2 : quantity;
        return point == stock.reorderPoint() ? accept() : accept(new ReorderPointSet(point));
    }

    private static Decision<StockEvent> reserve(StockState.Offered stock, String order, int quantity) {
        if (!StreamId.isId(order)) {
            return reject(StockRejection.INVALID_ORDER, "no order can have this id");
        }
        Integer held = stock.reservations().get(order);
        if (held != null) {
            return held == quantity
                    ? accept()
                    : reject(StockRejection.RESERVED_OTHERWISE, "there are " + held + " held for this order");
        }
        return stock.available() >= quantity
                ? accept(new Reserved(order, quantity))
                : reject(StockRejection.OUT_OF_STOCK, "only " + stock.available() + " are available");
    }

    private static Decision<StockEvent> held(StockState.Offered stock, String order, IntFunction<StockEvent> event) {
        return Optional.ofNullable(stock.reservations().get(order))
                .map(quantity -> accept(event.apply(quantity)))
                .orElseGet(() -> accept());
    }

    private static boolean isSound(Offer offer) {
        return Text.isLine(offer.name(), LONGEST_NAME)
                && Text.isLine(offer.category(), LONGEST_NAME)
                && offer.description().length() <= LONGEST_DESCRIPTION;
    }

    private static Decision<StockEvent> invalidPrice() {
        return reject(StockRejection.INVALID_PRICE, "a price is an amount of money, or zero");
    }

    private static StockState.Offered offered(StockState state) {
        if (state instanceof StockState.Offered stock) {
            return stock;
        }
        throw new IllegalStateException("only an offered product has such events, but this one is " + state);
    }
}
