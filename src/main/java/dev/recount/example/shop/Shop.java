package dev.recount.example.shop;

import dev.recount.example.shop.cart.Cart;
import dev.recount.example.shop.customer.Customer;
import dev.recount.example.shop.fulfilment.Fulfilment;
import dev.recount.example.shop.handler.ConfirmOrder;
import dev.recount.example.shop.handler.PlaceOrder;
import dev.recount.example.shop.handler.RemindCart;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.traffic.ShopTraffic;
import dev.recount.example.shop.view.Buyer;
import dev.recount.example.shop.view.ProductOnSale;
import dev.recount.example.shop.view.Sale;
import dev.recount.example.shop.view.StockLevel;
import dev.recount.example.shop.view.Wishes;
import dev.recount.example.shop.wishlist.Wishlist;
import dev.recount.model.domain.Domain;
import dev.recount.model.domain.Traffic;
import dev.recount.model.handler.Handler;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A shop: customers fill carts, carts become orders, and stock is held for them. */
public final class Shop implements Domain {

    private final ShopSettings settings;
    private final StreamType<?, ?, ?> stock;
    private final View<?> customers;

    /** Makes a shop that sends no mail. */
    public Shop() {
        this(ShopSettings.DEFAULT, Stock.TYPE, Buyer.view());
    }

    private Shop(ShopSettings settings, StreamType<?, ?, ?> stock, View<?> customers) {
        this.settings = settings;
        this.stock = stock;
        this.customers = customers;
    }

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("shop-2");
    }

    @Override
    public Domain configured(Map<String, String> own) {
        return new Shop(ShopSettings.of(own), stock, customers);
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(Customer.TYPE, Cart.TYPE, Order.TYPE, stock, Wishlist.TYPE);
    }

    @Override
    public List<View<?>> views() {
        return List.of(ProductOnSale.view(), StockLevel.view(), Sale.view(), customers, Wishes.view());
    }

    /** Returns a handler that places orders in any case, and those that send mail if there is a mail server for it. */
    @Override
    public List<Handler> handlers() {
        Stream<Handler> always = Stream.of(PlaceOrder.handler());
        Clock clock = Clock.systemUTC();
        Stream<Handler> mailing = settings.mail().stream()
                .flatMap(mail -> Stream.of(
                        ConfirmOrder.handler(mail, clock), RemindCart.handler(mail, settings.abandonedAfter(), clock)));
        return Stream.concat(always, mailing).toList();
    }

    @Override
    public List<ProcessType<?, ?>> processes() {
        return List.of(Fulfilment.type(settings.payWithin(), settings.shipWithin()));
    }

    /** Returns a shop that reorders early, and one whose customers are premium from 500.00 on. */
    @Override
    public Map<String, Domain> alternatives() {
        return Map.of(
                "reorder-early", new Shop(settings, Stock.REORDERED_EARLY, customers),
                "premium-500", new Shop(settings, stock, Buyer.view(new BigDecimal("500.00"))));
    }

    @Override
    public Optional<Traffic> traffic() {
        return Optional.of(new ShopTraffic());
    }
}
