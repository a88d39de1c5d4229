package dev.recount.example.shop.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.recount.example.shop.Shop;
import dev.recount.example.shop.cart.Cart;
import dev.recount.example.shop.cart.CartCommand;
import dev.recount.example.shop.cart.CartCommand.AddItem;
import dev.recount.example.shop.cart.CartCommand.CheckOut;
import dev.recount.example.shop.cart.CartCommand.Empty;
import dev.recount.example.shop.cart.CartCommand.Open;
import dev.recount.example.shop.customer.Address;
import dev.recount.example.shop.customer.Customer;
import dev.recount.example.shop.customer.CustomerCommand.ChangeEmail;
import dev.recount.example.shop.customer.CustomerCommand.Register;
import dev.recount.example.shop.customer.CustomerEvent.EmailChanged;
import dev.recount.example.shop.customer.CustomerEvent.Registered;
import dev.recount.example.shop.customer.CustomerState;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderCommand.Confirm;
import dev.recount.example.shop.order.OrderCommand.Place;
import dev.recount.example.shop.order.OrderLine;
import dev.recount.example.shop.order.Purchase;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Handler;
import dev.recount.model.personal.Personal;
import dev.recount.testing.InMemoryReactions;
import dev.recount.testing.InMemoryStreams;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Mails that reach a real mail server. */
class MailTest {

    private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");
    private static final Personal<String> ERASED = new Personal.Erased<>(Optional.empty());
    private static final Personal<Address> NOWHERE = new Personal.Erased<>(Optional.empty());
    private static final Duration ABANDONED_AFTER = Duration.ofHours(3);

    private final GreenMail server = started();
    private final InMemoryStreams shop = InMemoryStreams.of(new Shop());
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    private static GreenMail started() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    @BeforeEach
    void register() {
        shop.accept(
                Customer.TYPE,
                "anna",
                new Register(
                        Personal.of("Ånna"),
                        Personal.of("anna@example.org"),
                        Personal.of(new Address("Mill Lane 1", "20095", "Hamburg", "DE"))));
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    private MailSettings settings() {
        return new MailSettings("127.0.0.1", server.getSmtp().getPort(), "shop@example.com");
    }

    private List<MimeMessage> mails() {
        return List.of(server.getReceivedMessages());
    }

    private static void assertMail(MimeMessage mail, String subject, String... phrases)
            throws MessagingException, IOException {
        assertThat(mail.getSubject()).isEqualTo(subject);
        assertThat(mail.getAllRecipients())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .contains("<anna@example.org>");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("shop@example.com");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(NOW));
        assertThat(mail.getContent().toString()).contains("Dear Ånna,").contains(phrases);
    }

    @Nested
    class ConfirmingAnOrder {

        private final InMemoryReactions reactions =
                new InMemoryReactions(ConfirmOrder.handler(settings(), clock), shop);

        private void confirm(String customer) {
            var lines = List.of(new OrderLine("mug", 2, new BigDecimal("12.00")));
            shop.accept(Order.TYPE, "o1", new Place(new Purchase(customer, lines)));
            reactions.catchUp();
            assertThat(mails()).isEmpty();
            shop.accept(Order.TYPE, "o1", new Confirm());
        }

        @Test
        void tellsTheCustomerWhatWasOrdered() throws Exception {
            confirm("anna");
            reactions.catchUp();

            assertThat(mails()).hasSize(1);
            assertMail(mails().getFirst(), "Your order o1", "2 x mug: 24.00", "Together: 24.00");
        }

        @Test
        void hasTheSameMessageIdWhenItIsRepeated() throws Exception {
            confirm("anna");
            reactions.catchUp();
            reactions.startOver();
            reactions.catchUp();

            assertThat(mails()).hasSize(2);
            assertThat(mails().get(0).getMessageID())
                    .matches("<[0-9a-f-]{36}@example\\.com>")
                    .isEqualTo(mails().get(1).getMessageID());
        }

        @Test
        void goesToNobodyWhoHasNotRegistered() {
            confirm("bo");
            reactions.catchUp();

            assertThat(mails()).isEmpty();
        }

        @Test
        void goesToNobodyWhoIsErased() {
            shop.happened(Customer.TYPE, "bo", List.of(new Registered(ERASED, ERASED, NOWHERE)));
            confirm("bo");
            reactions.catchUp();

            assertThat(mails()).isEmpty();
        }

        @Test
        void failsWhileTheMailServerIsAway() throws Exception {
            confirm("anna");
            server.stop();
            assertThatIllegalStateException()
                    .isThrownBy(reactions::catchUp)
                    .havingCause()
                    .isInstanceOf(MessagingException.class);
        }
    }

    @Nested
    class RemindingOfACart {

        private final InMemoryReactions reactions =
                new InMemoryReactions(RemindCart.handler(settings(), ABANDONED_AFTER, clock), shop);

        private void happens(CartCommand... commands) {
            for (CartCommand command : commands) {
                shop.accept(Cart.TYPE, "c1", command);
            }
            reactions.catchUp();
        }

        private void isDue() throws Exception {
            reactions.fire("abandoned", new StreamId("cart", "c1"));
        }

        @Test
        void followsWhenNothingHappensToItForAWhile() throws Exception {
            happens(new Open("anna"), new AddItem("mug", 1, BigDecimal.ONE));
            assertThat(reactions.timers()).isEqualTo(Map.of("abandoned cart/c1", ABANDONED_AFTER));
            assertThat(mails()).isEmpty();

            isDue();

            assertThat(mails()).hasSize(1);
            assertMail(mails().getFirst(), "Your cart is waiting", "1 products");
        }

        @Test
        void isForgottenWhenItIsCheckedOut() throws Exception {
            happens(new Open("anna"), new AddItem("mug", 1, BigDecimal.ONE), new CheckOut());
            assertThat(reactions.timers()).isEmpty();

            isDue(); // as when it was on its way already

            assertThat(mails()).isEmpty();
        }

        @Test
        void isNotForACartWithNothingInIt() throws Exception {
            happens(new Open("anna"));
            isDue();

            assertThat(mails()).isEmpty();
        }

        @Test
        void followsAtOnceWhenItIsEmptied() throws Exception {
            happens(new Open("anna"), new AddItem("mug", 1, BigDecimal.ONE), new Empty());

            assertThat(reactions.timers()).isEmpty();
            assertThat(mails()).hasSize(1);
            assertMail(mails().getFirst(), "Nothing you liked?", "shipped for free");
        }

        @Test
        void goesToNobodyWhoIsErasedByThen() throws Exception {
            happens(new Open("anna"), new AddItem("mug", 1, BigDecimal.ONE));
            shop.happened(Customer.TYPE, "anna", List.of(new EmailChanged(ERASED)));
            isDue();

            assertThat(mails()).isEmpty();
        }

        @Test
        void goesToTheAddressThatTheCustomerHasByThen() throws Exception {
            happens(new Open("anna"), new AddItem("mug", 1, BigDecimal.ONE));
            shop.accept(Customer.TYPE, "anna", new ChangeEmail(Personal.of("new@example.org")));
            isDue();

            assertThat(mails().getFirst().getAllRecipients()[0].toString()).contains("<new@example.org>");
        }
    }

    @Test
    void goesToNobodyWhoseNameOrAddressIsErased() {
        Personal<String> known = Personal.of("bo@example.org");

        assertThat(Recipient.of(new CustomerState.Known(known, known, NOWHERE)))
                .hasValue(new Recipient("bo@example.org", "bo@example.org"));
        assertThat(Recipient.of(new CustomerState.Known(ERASED, known, NOWHERE)))
                .isEmpty();
        assertThat(Recipient.of(new CustomerState.Known(known, ERASED, NOWHERE)))
                .isEmpty();
    }

    @Test
    void isOnlyAboutWhatHappensFromNowOn() {
        assertThat(List.of(
                        ConfirmOrder.handler(settings(), clock),
                        RemindCart.handler(settings(), ABANDONED_AFTER, clock)))
                .extracting(Handler::start)
                .containsOnly(Handler.Start.NOW);
    }
}
