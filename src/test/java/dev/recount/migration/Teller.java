package dev.recount.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A client of bank accounts that books at random, goes where it is shown the way, and sends again, with the same id,
 * what was not answered. It keeps count of what was accepted.
 */
final class Teller implements Runnable {

    private final TestClient client;
    private final List<String> accounts;
    private final BooleanSupplier goesOn;
    private final int number;
    private final Random random;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Map<String, BigDecimal> booked;
    private final Map<String, AtomicInteger> accepted;

    /** Prepares to book until that is no more wanted. */
    Teller(
            TestClient client,
            List<String> accounts,
            BooleanSupplier goesOn,
            int number,
            Map<String, BigDecimal> booked,
            Map<String, AtomicInteger> accepted) {
        this.client = client;
        this.accounts = accounts;
        this.goesOn = goesOn;
        this.number = number;
        this.random = new Random(number);
        this.booked = booked;
        this.accepted = accepted;
    }

    @Override
    public void run() {
        for (int i = 0; goesOn.getAsBoolean(); i++) {
            String account = accounts.get(random.nextInt(accounts.size()));
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(100_000) + 1L, 2);
            boolean isDeposit = random.nextBoolean();
            if (book(account, isDeposit ? "Deposit" : "Withdraw", amount, "teller-" + number + "-" + i)) {
                booked.merge(account, isDeposit ? amount : amount.negate(), BigDecimal::add);
                accepted.computeIfAbsent(account, _ -> new AtomicInteger()).incrementAndGet();
            }
        }
    }

    /** Tells whether it was accepted. */
    private boolean book(String account, String command, BigDecimal amount, String id) {
        while (true) {
            String address = addresses.getOrDefault(account, "/streams/account/" + account);
            Answer answer = client.post(
                    address + "/" + command, "{\"amount\":" + amount + ",\"method\":\"CASH\"}", "Idempotency-Key", id);
            switch (answer.status()) {
                case 200 -> {
                    return true;
                }
                case 422 -> {
                    return false;
                }
                case 308 ->
                    addresses.put(
                            account,
                            answer.response()
                                    .headers()
                                    .firstValue("Location")
                                    .orElseThrow()
                                    .replace("/" + command, ""));
                default -> {
                    assertThat(answer.status()).as("%s", answer.body()).isBetween(500, 599);
                    Pause.briefly();
                }
            }
        }
    }
}
