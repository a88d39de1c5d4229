package dev.recount.example.shop.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.shop.Shop;
import dev.recount.example.shop.customer.Address;
import dev.recount.example.shop.customer.Customer;
import dev.recount.example.shop.customer.CustomerCommand.ChangeEmail;
import dev.recount.example.shop.customer.CustomerCommand.Register;
import dev.recount.example.shop.customer.CustomerCommand.Relocate;
import dev.recount.example.shop.customer.CustomerEvent.Registered;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderCommand.Confirm;
import dev.recount.example.shop.order.OrderCommand.Pay;
import dev.recount.example.shop.order.OrderCommand.Place;
import dev.recount.example.shop.order.OrderCommand.Refund;
import dev.recount.example.shop.order.OrderLine;
import dev.recount.example.shop.order.Purchase;
import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.stock.StockCommand.ChangePrice;
import dev.recount.example.shop.stock.StockCommand.Dispatch;
import dev.recount.example.shop.stock.StockCommand.Offer;
import dev.recount.example.shop.stock.StockCommand.Receive;
import dev.recount.example.shop.stock.StockCommand.Release;
import dev.recount.example.shop.stock.StockCommand.Reserve;
import dev.recount.example.shop.stock.StockCommand.SetReorderPoint;
import dev.recount.model.personal.Personal;
import dev.recount.model.personal.Subject;
import dev.recount.model.view.View;
import dev.recount.testing.InMemoryRows;
import dev.recount.testing.InMemoryStreams;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ShopViewsTest {

    private static final Address HOME = new Address("Mill Lane 1", "20095", "Hamburg", "DE");
    private static final Address AWAY = new Address("Long Alley 2", "69001", "Lyon", "FR");

    private final InMemoryStreams shop = InMemoryStreams.of(new Shop());

    private <R extends Record> List<R> rows(View<R> view) {
        return new InMemoryRows<>(view).project(shop.log()).all();
    }

    private void offer(String product, String price) {
        shop.accept(Stock.TYPE, product, new Offer("The " + product, "", "things", new BigDecimal(price)));
    }

    private void buy(String customer, String order, OrderLine... lines) {
        var purchase = new Purchase(customer, List.of(lines));
        shop.accept(Order.TYPE, order, new Place(purchase));
        shop.accept(Order.TYPE, order, new Confirm());
        shop.accept(Order.TYPE, order, new Pay(purchase.total(), Pay.Method.CARD));
    }

    private static OrderLine line(String product, int quantity, String price) {
        return new OrderLine(product, quantity, new BigDecimal(price));
    }

    @Test
    void productsTellWhatCanBeSoldAndForHowMuch() {
        offer("mug", "12.00");
        offer("tea", "9.80");
        shop.accept(Stock.TYPE, "mug", new ChangePrice(new BigDecimal("11.00")));
        shop.accept(Stock.TYPE, "mug", new Receive(10));
        shop.accept(Stock.TYPE, "mug", new Reserve("o1", 3));
        shop.accept(Stock.TYPE, "mug", new Reserve("o2", 2));
        shop.accept(Stock.TYPE, "mug", new Release("o1"));
        shop.accept(Stock.TYPE, "mug", new Dispatch("o2"));

        assertThat(rows(ProductOnSale.view()))
                .containsExactly(
                        new ProductOnSale("mug", "The mug", "", "things", new BigDecimal("11.00"), 8),
                        new ProductOnSale("tea", "The tea", "", "things", new BigDecimal("9.80"), 0));
    }

    @Nested
    class Inventory {

        private StockLevel mugs() {
            return rows(StockLevel.view()).getFirst();
        }

        @Test
        void tellsWhatLiesThereAndWhatOfItIsHeld() {
            offer("mug", "12.00");
            shop.accept(Stock.TYPE, "mug", new Receive(10));
            shop.accept(Stock.TYPE, "mug", new Reserve("o1", 3));
            assertThat(mugs()).isEqualTo(new StockLevel("mug", "The mug", 10, 3, 7, 0, false));

            shop.accept(Stock.TYPE, "mug", new Reserve("o2", 2));
            shop.accept(Stock.TYPE, "mug", new Release("o1"));
            shop.accept(Stock.TYPE, "mug", new Dispatch("o2"));
            assertThat(mugs()).isEqualTo(new StockLevel("mug", "The mug", 8, 0, 8, 0, false));
        }

        @Test
        void tellsWhatShouldBeReordered() {
            offer("mug", "12.00");
            shop.accept(Stock.TYPE, "mug", new SetReorderPoint(5));
            assertThat(mugs().belowReorderPoint()).isTrue();

            shop.accept(Stock.TYPE, "mug", new Receive(5));
            assertThat(mugs().belowReorderPoint()).isFalse();

            shop.accept(Stock.TYPE, "mug", new Reserve("o1", 1));
            assertThat(mugs().belowReorderPoint()).isTrue();
        }
    }

    @Test
    void salesSumUpWhatWasPaidByDayAndProduct() {
        shop.at("2026-03-31T23:59:59Z");
        buy("anna", "o1", line("mug", 2, "12.00"), line("tea", 1, "9.80"));
        buy("bo", "o2", line("mug", 1, "11.00"));
        shop.at("2026-04-01T00:00:00Z");
        buy("bo", "o3", line("mug", 1, "12.00"));
        shop.accept(Order.TYPE, "o4", new Place(new Purchase("bo", List.of(line("mug", 1, "12.00")))));

        assertThat(rows(Sale.view()))
                .containsExactly(
                        new Sale(LocalDate.of(2026, 3, 31), "mug", 3, new BigDecimal("35.00")),
                        new Sale(LocalDate.of(2026, 3, 31), "tea", 1, new BigDecimal("9.80")),
                        new Sale(LocalDate.of(2026, 4, 1), "mug", 1, new BigDecimal("12.00")));
    }

    @Test
    void aRefundCountsAgainstTheDayOnWhichItIsMade() {
        shop.at("2026-03-31T23:59:59Z");
        buy("anna", "o1", line("mug", 2, "12.00"));
        shop.at("2026-04-01T00:00:00Z");
        buy("anna", "o2", line("mug", 1, "1000.00"));
        shop.accept(Order.TYPE, "o1", new Refund());

        assertThat(rows(Sale.view()))
                .containsExactly(
                        new Sale(LocalDate.of(2026, 3, 31), "mug", 2, new BigDecimal("24.00")),
                        new Sale(LocalDate.of(2026, 4, 1), "mug", -1, new BigDecimal("976.00")));
        shop.accept(Order.TYPE, "o2", new Refund());
        assertThat(rows(Buyer.view())).singleElement().satisfies(anna -> {
            assertThat(anna.orders()).isZero();
            assertThat(anna.spending()).isEqualTo("0.00");
            assertThat(anna.tier()).isEqualTo(Buyer.Tier.REGULAR);
        });
    }

    @Nested
    class Customers {

        private static final Register REGISTER =
                new Register(Personal.of("Anna"), Personal.of("anna@example.org"), Personal.of(HOME));
        private static final Subject ANNA = new Subject("customer", "anna");

        private static <T> Optional<Personal<T>> ofAnna(T value) {
            return Optional.of(Personal.of(ANNA, value));
        }

        private Buyer anna() {
            return rows(Buyer.view()).getFirst();
        }

        @Test
        void haveNameAndAddressAsTheyAreNow() {
            shop.accept(Customer.TYPE, "anna", REGISTER);
            shop.accept(Customer.TYPE, "anna", new Relocate(Personal.of(AWAY), Relocate.Reason.MOVED));
            shop.accept(Customer.TYPE, "anna", new ChangeEmail(Personal.of("a@example.org")));

            assertThat(anna())
                    .isEqualTo(new Buyer(
                            "anna",
                            ofAnna("Anna"),
                            ofAnna("a@example.org"),
                            ofAnna("Lyon"),
                            ofAnna(AWAY),
                            0,
                            new BigDecimal("0.00"),
                            Buyer.Tier.REGULAR));
        }

        @Test
        void stayWithWhatTheySpentWhenTheyAreErased() {
            Personal<String> text = new Personal.Erased<>(Optional.of(ANNA));
            Personal<Address> address = new Personal.Erased<>(Optional.of(ANNA));
            shop.happened(Customer.TYPE, "anna", List.of(new Registered(text, text, address)));
            buy("anna", "o1", line("mug", 1, "12.00"));

            assertThat(anna())
                    .isEqualTo(new Buyer(
                            "anna",
                            Optional.of(text),
                            Optional.of(text),
                            Optional.of(text),
                            Optional.of(address),
                            1,
                            new BigDecimal("12.00"),
                            Buyer.Tier.REGULAR));
        }

        @Test
        void arePremiumFromAThousand() {
            shop.accept(Customer.TYPE, "anna", REGISTER);
            buy("anna", "o1", line("machine", 1, "999.99"));
            assertThat(anna().tier()).isEqualTo(Buyer.Tier.REGULAR);

            buy("anna", "o2", line("sticker", 1, "0.01"));
            assertThat(anna().tier()).isEqualTo(Buyer.Tier.PREMIUM);
            assertThat(anna().orders()).isEqualTo(2);
            assertThat(anna().spending()).isEqualTo("1000.00");
        }

        @Test
        void mayBuyBeforeTheyRegister() {
            buy("anna", "o1", line("mug", 1, "12.00"));
            assertThat(anna().name()).isEmpty();

            shop.accept(Customer.TYPE, "anna", REGISTER);
            assertThat(anna().name()).isEqualTo(ofAnna("Anna"));
            assertThat(anna().spending()).isEqualTo("12.00");
        }
    }
}
