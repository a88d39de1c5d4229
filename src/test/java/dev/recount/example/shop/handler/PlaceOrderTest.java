package dev.recount.example.shop.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.recount.example.shop.Shop;
import dev.recount.example.shop.cart.Cart;
import dev.recount.example.shop.cart.CartCommand.AddItem;
import dev.recount.example.shop.cart.CartCommand.CheckOut;
import dev.recount.example.shop.cart.CartCommand.Open;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderCommand.Place;
import dev.recount.example.shop.order.OrderLine;
import dev.recount.example.shop.order.OrderState;
import dev.recount.example.shop.order.Purchase;
import dev.recount.testing.InMemoryReactions;
import dev.recount.testing.InMemoryStreams;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlaceOrderTest {

    private final InMemoryStreams shop = InMemoryStreams.forgetful(new Shop());
    private final InMemoryReactions reactions = new InMemoryReactions(PlaceOrder.handler(), shop);

    @BeforeEach
    void fillACart() {
        shop.accept(Cart.TYPE, "c1", new Open("anna"));
        shop.accept(Cart.TYPE, "c1", new AddItem("mug", 2, new BigDecimal("12.00")));
    }

    @Test
    void placesWhatWasCheckedOutUnderTheIdOfTheCart() {
        reactions.catchUp();
        assertThat(shop.states(Order.TYPE)).isEmpty();

        shop.accept(Cart.TYPE, "c1", new CheckOut());
        reactions.catchUp();

        var purchase = new Purchase("anna", List.of(new OrderLine("mug", 2, new BigDecimal("12.00"))));
        assertThat(shop.state(Order.TYPE, "c1")).hasValue(new OrderState.Placed(purchase));
    }

    @Test
    void placesItOnceHoweverOftenItIsRepeated() {
        shop.accept(Cart.TYPE, "c1", new CheckOut());
        reactions.crashAfterCommand(1);
        reactions.catchUp();
        int events = shop.log().size();
        reactions.startOver();
        reactions.catchUp();

        assertThat(shop.log()).hasSize(events);
    }

    @Test
    void failsWhereAnotherOrderHasTheIdOfTheCart() {
        shop.accept(Order.TYPE, "c1", new Place(new Purchase("bo", List.of(new OrderLine("tea", 1, BigDecimal.ONE)))));
        shop.accept(Cart.TYPE, "c1", new CheckOut());

        assertThatIllegalStateException().isThrownBy(reactions::catchUp).withMessageContaining("order c1");
    }
}
