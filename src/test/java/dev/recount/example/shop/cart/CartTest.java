package dev.recount.example.shop.cart;

import dev.recount.example.shop.cart.CartCommand.AddItem;
import dev.recount.example.shop.cart.CartCommand.ChangeItemQuantity;
import dev.recount.example.shop.cart.CartCommand.CheckOut;
import dev.recount.example.shop.cart.CartCommand.Empty;
import dev.recount.example.shop.cart.CartCommand.Open;
import dev.recount.example.shop.cart.CartCommand.RemoveItem;
import dev.recount.example.shop.cart.CartEvent.CheckedOut;
import dev.recount.example.shop.cart.CartEvent.Emptied;
import dev.recount.example.shop.cart.CartEvent.ItemAdded;
import dev.recount.example.shop.cart.CartEvent.ItemQuantityChanged;
import dev.recount.example.shop.cart.CartEvent.ItemRemoved;
import dev.recount.example.shop.cart.CartEvent.Opened;
import dev.recount.testing.Fixture;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class CartTest {

    private static final Opened OPENED = new Opened("anna");
    private static final ItemAdded TWO_MUGS = new ItemAdded("mug", 2, price("12.00"));
    private static final ItemAdded TEA = new ItemAdded("tea", 1, price("9.80"));

    static final List<CartCommand> ALL_BUT_OPEN = List.of(
            new AddItem("mug", 1, BigDecimal.ONE),
            new ChangeItemQuantity("mug", 1),
            new RemoveItem("mug"),
            new Empty(),
            new CheckOut());

    private final Fixture<CartState, CartCommand, CartEvent> cart = Fixture.of(new Cart());

    @Nested
    class Unused {

        @Test
        void isTakenByACustomer() {
            cart.when(new Open("anna")).then(OPENED).thenState(open());
            cart.given(OPENED).when(new Open("anna")).rejected(CartRejection.ALREADY_OPEN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a/b", "an na", "_"})
        void isTakenByNobodyWhoCannotBe(String customer) {
            cart.when(new Open(customer)).rejected(CartRejection.INVALID_CUSTOMER);
        }

        @ParameterizedTest
        @FieldSource("dev.recount.example.shop.cart.CartTest#ALL_BUT_OPEN")
        void takesNothing(CartCommand command) {
            cart.when(command).rejected(CartRejection.NOT_OPEN);
        }
    }

    @Nested
    class Adding {

        @Test
        void laysAProductBesidesTheOthers() {
            cart.given(OPENED, TWO_MUGS)
                    .when(new AddItem("tea", 1, price("9.8")))
                    .then(TEA)
                    .thenState(open(item("mug", 2, "12.00"), item("tea", 1, "9.80")));
        }

        @Test
        void makesMoreOfAProductThatIsThereAtTheNewPrice() {
            cart.given(OPENED, TWO_MUGS, TEA)
                    .when(new AddItem("mug", 3, price("11")))
                    .then(new ItemAdded("mug", 3, price("11.00")))
                    .thenState(open(item("mug", 5, "11.00"), item("tea", 1, "9.80")));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 999, 1_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
        void endsAtAThousandOfAProduct(int quantity) {
            cart.given(OPENED, TWO_MUGS)
                    .when(new AddItem("mug", quantity, BigDecimal.ONE))
                    .rejected(CartRejection.INVALID_QUANTITY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"-0.01", "0.001", "1E+400"})
        void needsAPrice(BigDecimal price) {
            cart.given(OPENED).when(new AddItem("mug", 1, price)).rejected(CartRejection.INVALID_PRICE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a/b", "-"})
        void needsAProductThatCanBe(String product) {
            cart.given(OPENED).when(new AddItem(product, 1, BigDecimal.ONE)).rejected(CartRejection.INVALID_PRODUCT);
        }

        @Test
        void endsAtAHundredProducts() {
            List<CartEvent> full = new ArrayList<>(List.of(OPENED));
            for (int number = 1; number <= 100; number++) {
                full.add(new ItemAdded("p" + number, 1, price("1.00")));
            }
            cart.given(full).when(new AddItem("mug", 1, BigDecimal.ONE)).rejected(CartRejection.TOO_MANY_ITEMS);
            cart.given(full).when(new AddItem("p7", 1, BigDecimal.ONE)).then(new ItemAdded("p7", 1, price("1.00")));
        }
    }

    @Nested
    class ThinkingBetter {

        @Test
        void changesAQuantityAndKeepsPriceAndPlace() {
            cart.given(OPENED, TWO_MUGS, TEA)
                    .when(new ChangeItemQuantity("mug", 1))
                    .then(new ItemQuantityChanged("mug", 1))
                    .thenState(open(item("mug", 1, "12.00"), item("tea", 1, "9.80")));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 1_001})
        void changesNoQuantityToOneThatCannotBe(int quantity) {
            cart.given(OPENED, TWO_MUGS)
                    .when(new ChangeItemQuantity("mug", quantity))
                    .rejected(CartRejection.INVALID_QUANTITY);
        }

        @Test
        void removesAProduct() {
            cart.given(OPENED, TWO_MUGS, TEA)
                    .when(new RemoveItem("mug"))
                    .then(new ItemRemoved("mug"))
                    .thenState(open(item("tea", 1, "9.80")));
        }

        @Test
        void concernsWhatIsInTheCart() {
            cart.given(OPENED, TEA).when(new ChangeItemQuantity("mug", 1)).rejected(CartRejection.NOT_IN_CART);
            cart.given(OPENED, TEA).when(new RemoveItem("mug")).rejected(CartRejection.NOT_IN_CART);
        }

        @Test
        void emptiesTheCart() {
            cart.given(OPENED, TWO_MUGS, TEA)
                    .when(new Empty())
                    .then(new Emptied())
                    .thenState(open());
        }

        @Test
        void isNoEventWhereNothingChanges() {
            cart.given(OPENED).when(new Empty()).then();
            cart.given(OPENED, TWO_MUGS).when(new ChangeItemQuantity("mug", 2)).then();
        }
    }

    @Nested
    class CheckingOut {

        private final CheckedOut bought = new CheckedOut("anna", List.of(item("mug", 2, "12.00")));

        @Test
        void saysOnceMoreWhatIsBought() {
            cart.given(OPENED, TWO_MUGS)
                    .when(new CheckOut())
                    .then(bought)
                    .thenState(new CartState.CheckedOut("anna", List.of(item("mug", 2, "12.00"))));
        }

        @Test
        void needsSomethingToBuy() {
            cart.given(OPENED).when(new CheckOut()).rejected(CartRejection.CART_IS_EMPTY);
            cart.given(OPENED, TEA, new Emptied()).when(new CheckOut()).rejected(CartRejection.CART_IS_EMPTY);
        }

        @ParameterizedTest
        @FieldSource("dev.recount.example.shop.cart.CartTest#ALL_BUT_OPEN")
        void leavesACartThatTakesNothing(CartCommand command) {
            cart.given(OPENED, TWO_MUGS, bought).when(command).rejected(CartRejection.CHECKED_OUT);
            cart.given(OPENED, TWO_MUGS, bought).when(new Open("bo")).rejected(CartRejection.CHECKED_OUT);
        }
    }

    private static CartState.Open open(CartItem... items) {
        return new CartState.Open("anna", List.of(items));
    }

    private static CartItem item(String product, int quantity, String price) {
        return new CartItem(product, quantity, price(price));
    }

    private static BigDecimal price(String amount) {
        return new BigDecimal(amount);
    }
}
