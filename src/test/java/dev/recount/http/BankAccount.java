package dev.recount.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.util.concurrent.atomic.AtomicInteger;

/** An account of a test's own. */
record BankAccount(TestClient client, String stream) {

    static final String OPEN = "{\"owner\":\"Ann\",\"overdraftLimit\":100}";
    static final String DEPOSIT = "{\"amount\":700.00,\"method\":\"CASH\"}";

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Returns the name of an account that no other test has. */
    static String newStream() {
        return "account/n" + COUNT.incrementAndGet();
    }

    /** Opens an account at the beginning of 1993. */
    static BankAccount open(TestClient client) {
        var account = new BankAccount(client, newStream());
        assertThat(account.send("Open", OPEN, "Recount-Time", "1993-01-01T00:00:00Z")
                        .status())
                .isEqualTo(200);
        return account;
    }

    String path() {
        return "/streams/" + stream;
    }

    Answer send(String command, String data, String... headers) {
        return client.post(path() + "/" + command, data, headers);
    }

    Answer deposit(String... headers) {
        return send("Deposit", DEPOSIT, headers);
    }

    long version() {
        return client.get(path()).body().path("version").asLong();
    }
}
