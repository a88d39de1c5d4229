package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.http.request.HttpSettings;
import dev.recount.server.Pause;
import dev.recount.server.TestSubscription;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More subscriptions than there may be. */
@Tag("slow")
class SubscriptionLimitTest {

    @RegisterExtension
    static final BankServer BANK =
            new BankServer(http -> http.with(new HttpSettings.Subscriptions(2, Duration.ofMillis(100))));

    private static TestSubscription open() throws IOException {
        return TestSubscription.open(BANK.client(), "/events");
    }

    @Test
    void areRefusedUntilOneIsClosed() throws IOException {
        try (TestSubscription stays = openWhenThereIsRoom()) {
            assertThat(stays.nextFrame().isMissingNode()).isTrue();
            try (TestSubscription goes = openWhenThereIsRoom();
                    TestSubscription refused = openOneTooMany(goes)) {
                assertThat(refused.response().statusCode()).isEqualTo(503);
                assertThat(refused.response().headers().firstValue("Retry-After"))
                        .isPresent();
                assertThat(refused.response().headers().firstValue("Content-Type"))
                        .hasValue("application/problem+json");
            }
            TestSubscription later = openWhenThereIsRoom();
            assertThat(later.nextFrame().isMissingNode()).isTrue();
            later.close();
            assertThat(stays.nextFrame().isMissingNode()).isTrue();
        }
    }

    @Test
    void doNotCountThoseThatNeverBegin() throws IOException {
        for (int i = 0; i < 4; i++) {
            BANK.client()
                    .sendText(BANK.client()
                            .request("/events")
                            .header("Accept", "text/event-stream")
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build());
            TestSubscription.open(BANK.client(), "/events?after=zzz").close();
        }

        awaitRoom();
    }

    /** Waits until as many may come again as there may be, so that no place was lost. */
    private static void awaitRoom() throws IOException {
        TestSubscription first = openWhenThereIsRoom();
        TestSubscription second = openWhenThereIsRoom();
        first.close();
        second.close();
    }

    private static TestSubscription openWhenThereIsRoom() throws IOException {
        TestSubscription opened = open();
        while (opened.response().statusCode() == 503) {
            opened.close();
            Pause.briefly();
            opened = open();
        }
        return opened;
    }

    private static TestSubscription openOneTooMany(TestSubscription last) throws IOException {
        assertThat(last.nextFrame().isMissingNode()).isTrue();
        return open();
    }
}
