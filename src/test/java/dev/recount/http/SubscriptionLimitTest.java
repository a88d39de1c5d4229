package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestSubscription;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More subscriptions than there may be. */
class SubscriptionLimitTest {

    @RegisterExtension
    static final BankServer BANK = new BankServer(http -> new HttpSettings(
            http.host(),
            http.port(),
            http.maxCommandBytes(),
            http.bodyTimeout(),
            http.shutdownTimeout(),
            http.principalHeader(),
            new HttpSettings.Subscriptions(2, Duration.ofMillis(100))));

    private static TestSubscription open() throws IOException {
        return TestSubscription.open(BANK.client(), "/events");
    }

    @Test
    void areRefusedUntilOneIsClosed() throws IOException {
        try (TestSubscription stays = open()) {
            assertThat(stays.nextFrame().isMissingNode()).isTrue();
            try (TestSubscription goes = open();
                    TestSubscription refused = openOneTooMany(goes)) {
                assertThat(refused.response().statusCode()).isEqualTo(503);
                assertThat(refused.response().headers().firstValue("Retry-After"))
                        .isPresent();
                assertThat(refused.response().headers().firstValue("Content-Type"))
                        .hasValue("application/problem+json");
            }
            TestSubscription later = open();
            while (later.response().statusCode() == 503) {
                later.close();
                later = open();
            }
            assertThat(later.nextFrame().isMissingNode()).isTrue();
            later.close();
            assertThat(stays.nextFrame().isMissingNode()).isTrue();
        }
    }

    private static TestSubscription openOneTooMany(TestSubscription last) throws IOException {
        assertThat(last.nextFrame().isMissingNode()).isTrue();
        return open();
    }
}
