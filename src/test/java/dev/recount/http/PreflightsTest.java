package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.http.limit.Rate;
import dev.recount.http.limit.RateSettings;
import dev.recount.http.request.AllowedOrigins;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The questions of browsers before requests, which are requests of their address themselves. */
class PreflightsTest {

    private static final String APP = "https://app.example.com";
    private static final int OF_ADDRESS = 20;

    /** Tokens come back so slowly that none does while a test runs. */
    @RegisterExtension
    static final BankServer BANK =
            new BankServer(http -> http.with(new RateSettings(new Rate(1, OF_ADDRESS), new Rate(1, OF_ADDRESS), 100))
                    .with(new AllowedOrigins(Set.of(APP), Duration.ofMinutes(2))));

    private static RawClient.Answer ask(String address) throws IOException {
        try (RawClient client = RawClient.from(address, BANK.port())) {
            return client.send("OPTIONS /streams/account/1/Open HTTP/1.1\r\nHost: localhost\r\nOrigin: " + APP
                            + "\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n")
                    .read();
        }
    }

    @Test
    void areTurnedAwayWhereThereAreTooMany() throws IOException {
        RawClient.Answer last = ask("127.0.0.2");
        for (int i = 0; i < 3 * OF_ADDRESS && last.status() != 429; i++) {
            assertThat(last.status()).isEqualTo(204);
            last = ask("127.0.0.2");
        }

        assertThat(Problems.assertProblem(last, 429, "TOO_MANY_REQUESTS")).contains("from this address");
        assertThat(last.header("access-control-allow-origin")).isEqualTo(APP);
        assertThat(ask("127.0.0.3").status()).isEqualTo(204);
    }
}
