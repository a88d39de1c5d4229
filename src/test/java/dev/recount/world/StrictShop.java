package dev.recount.world;

import dev.recount.example.shop.Shop;
import dev.recount.example.shop.cart.Cart;
import dev.recount.example.shop.cart.CartCommand;
import dev.recount.example.shop.cart.CartEvent;
import dev.recount.example.shop.cart.CartState;
import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.stock.StockCommand;
import dev.recount.example.shop.stock.StockEvent;
import dev.recount.example.shop.stock.StockState;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.domain.Traffic;
import dev.recount.model.handler.Handler;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The shop, with further alternatives whose decisions others depend on, through streams and handlers. */
final class StrictShop implements Domain {

    private static final StreamType<?, ?, ?> LARGE_CARTS = StreamType.of("cart", new LargeCart());
    private static final StreamType<?, ?, ?> KEPT_BACK = StreamType.of("stock", new KeptBack())
            .authorize(Stock.TYPE.authorization().orElseThrow());

    private final Shop shop = new Shop();

    private enum Reason {
        CART_IS_SMALL,
        OUT_OF_STOCK
    }

    @Override
    public String name() {
        return shop.name();
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return shop.streamTypes();
    }

    @Override
    public List<View<?>> views() {
        return shop.views();
    }

    @Override
    public List<Handler> handlers() {
        return shop.handlers();
    }

    @Override
    public List<ProcessType<?, ?>> processes() {
        return shop.processes();
    }

    @Override
    public Optional<Traffic> traffic() {
        return shop.traffic();
    }

    @Override
    public Map<String, Domain> alternatives() {
        var all = new HashMap<>(shop.alternatives());
        all.put("large-carts", with(LARGE_CARTS));
        all.put("kept-back", with(KEPT_BACK));
        all.put("strict", with(LARGE_CARTS, KEPT_BACK));
        return all;
    }

    /** Returns the alternative of a name. */
    Domain alternative(String name) {
        return Objects.requireNonNull(alternatives().get(name));
    }

    private Domain with(StreamType<?, ?, ?>... others) {
        var types = new HashMap<String, StreamType<?, ?, ?>>();
        shop.streamTypes().forEach(type -> types.put(type.name(), type));
        List.of(others).forEach(type -> types.put(type.name(), type));
        return new OtherRules(List.copyOf(types.values()), shop.handlers(), shop.processes());
    }

    /** A shop with the rules of some streams in the place of its own. */
    private record OtherRules(
            List<StreamType<?, ?, ?>> streamTypes, List<Handler> handlers, List<ProcessType<?, ?>> processes)
            implements Domain {

        @Override
        public String name() {
            return "shop";
        }
    }

    /** A cart that is not bought before there is much in it. */
    private static final class LargeCart implements Aggregate<CartState, CartCommand, CartEvent> {

        private static final BigDecimal LEAST = new BigDecimal("60.00");

        private final Cart cart = new Cart();

        @Override
        public CartState initial() {
            return cart.initial();
        }

        @Override
        public Decision<CartEvent> decide(CartState state, CartCommand command, Context context) {
            boolean isSmall = command instanceof CartCommand.CheckOut
                    && state instanceof CartState.Open open
                    && total(open).compareTo(LEAST) < 0;
            return isSmall
                    ? Decision.reject(Reason.CART_IS_SMALL, "the least is " + LEAST)
                    : cart.decide(state, command, context);
        }

        private static BigDecimal total(CartState.Open open) {
            return open.items().stream()
                    .map(item -> item.price().multiply(BigDecimal.valueOf(item.quantity())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        @Override
        public CartState evolve(CartState state, CartEvent event) {
            return cart.evolve(state, event);
        }
    }

    /** Stock of which the last pieces are not held for anybody. */
    private static final class KeptBack implements Aggregate<StockState, StockCommand, StockEvent> {

        private static final int PIECES = 5;

        private final Stock stock = new Stock();

        @Override
        public StockState initial() {
            return stock.initial();
        }

        @Override
        public Decision<StockEvent> decide(StockState state, StockCommand command, Context context) {
            boolean isLow = command instanceof StockCommand.Reserve(var _, var quantity)
                    && state instanceof StockState.Offered offered
                    && offered.available() < quantity + PIECES;
            return isLow
                    ? Decision.reject(Reason.OUT_OF_STOCK, "the last " + PIECES + " are kept back")
                    : stock.decide(state, command, context);
        }

        @Override
        public StockState evolve(StockState state, StockEvent event) {
            return stock.evolve(state, event);
        }
    }
}
