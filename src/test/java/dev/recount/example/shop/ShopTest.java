package dev.recount.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.journal.codec.Codecs;
import dev.recount.model.DomainException;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.server.Domains;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopTest {

    @Test
    void isOneOfTheExamples() {
        assertThat(Domains.find(Domains.EXAMPLES, getClass().getClassLoader())).hasAtLeastOneElementOfType(Shop.class);
    }

    @Test
    void keepsStreamsThatCanBeStored() {
        new Codecs(new Shop().streamTypes());

        assertThat(new Shop().streamTypes())
                .extracting(StreamType::name)
                .containsExactly("customer", "cart", "order", "stock", "wishlist");
        assertThat(new Shop().views())
                .extracting(View::name)
                .containsExactly("products", "inventory", "sales", "customers", "wishes");
    }

    @Test
    void sendsMailOnlyIfThereIsAServerForIt() {
        assertThat(new Shop().handlers()).extracting(Handler::name).containsExactly("place-order");
        assertThat(new Shop().configured(Map.of("smtp-port", "2525")).handlers())
                .hasSize(1);
        assertThat(new Shop().configured(Map.of("smtp-host", "127.0.0.1")).handlers())
                .extracting(Handler::name)
                .containsExactly("place-order", "confirm-order", "remind-cart");
    }

    /** Orders that a shop of before has seen to must not be seen to once more. */
    @Test
    void fulfilsTheOrdersThatArePlacedFromNowOn() {
        assertThat(new Shop().processes()).singleElement().satisfies(process -> {
            assertThat(process.name()).isEqualTo("fulfilment");
            assertThat(process.start()).isEqualTo(Handler.Start.NOW);
        });
    }

    @Test
    void readsItsSettings() {
        ShopSettings settings = ShopSettings.of(Map.of(
                "smtp-host", "mail.example.com",
                "smtp-port", "2525",
                "mail-from", "shop@example.com",
                "abandoned-after", "90 minutes",
                "pay-within", "3 days",
                "ship-within", "36 h"));

        assertThat(settings.mail()).hasValueSatisfying(mail -> {
            assertThat(mail.host()).isEqualTo("mail.example.com");
            assertThat(mail.port()).isEqualTo(2_525);
            assertThat(mail.from()).isEqualTo("shop@example.com");
        });
        assertThat(settings.abandonedAfter()).isEqualTo(Duration.ofMinutes(90));
        assertThat(settings.payWithin()).isEqualTo(Duration.ofDays(3));
        assertThat(settings.shipWithin()).isEqualTo(Duration.ofHours(36));
        assertThat(ShopSettings.of(Map.of())).isEqualTo(ShopSettings.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "1 s, PT1S",
        "30 seconds, PT30S",
        "5m, PT5M",
        "1 minute, PT1M",
        "12 h, PT12H",
        "2 hours, PT2H",
        "1 day, PT24H",
        "365d, PT8760H"
    })
    void waitsForAnAbandonedCartAsLongAsItIsTold(String text, Duration duration) {
        assertThat(ShopSettings.of(Map.of("abandoned-after", text)).abandonedAfter())
                .isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            smtp-prot       | 25         | there is no such setting; known here are abandoned-after, mail-from, pay-within, ship-within, smtp-host, smtp-port
            smtp-port       | 0          | must be a whole number from 1 to 65535, not 0
            smtp-port       | 65536      | must be a whole number from 1 to 65535, not 65536
            smtp-port       | smtp       | must be a whole number from 1 to 65535, not smtp
            mail-from       | shop       | must be an e-mail address such as shop@example.org, not shop
            abandoned-after | soon       | must be a duration from 1 second to 365 days
            abandoned-after | 0 s        | must be a duration from 1 second to 365 days
            abandoned-after | 366 days   | must be a duration from 1 second to 365 days
            abandoned-after | 1 parsec   | must be a duration from 1 second to 365 days
            pay-within      | never      | must be a duration from 1 second to 365 days
            ship-within     | 0 d        | must be a duration from 1 second to 365 days
            """)
    void namesTheSettingThatCannotBeUsed(String name, String value, String problem) {
        assertThatThrownBy(() -> new Shop().configured(Map.of(name, value)))
                .isInstanceOf(DomainException.class)
                .hasMessageStartingWith("recount.domain.shop." + name + ": " + problem);
    }
}
