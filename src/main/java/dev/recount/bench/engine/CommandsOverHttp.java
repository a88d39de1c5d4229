package dev.recount.bench.engine;

import dev.recount.bench.account.Story;
import dev.recount.bench.contest.Entry;
import dev.recount.bench.load.Payment;
import dev.recount.bench.load.Target;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sends each command in a request of its own. */
final class CommandsOverHttp implements Target {

    private static final String PATH = "/streams/account/" + Entry.HTTP.letter();

    private final KeepAliveClient http;

    CommandsOverHttp(KeepAliveClient http) {
        this.http = http;
    }

    @Override
    public CompletionStage<?> send(int client, List<Payment> payments) {
        Payment payment = payments.getFirst();
        return http.post(
                client,
                PATH + payment.account() + "/Deposit",
                "payment-" + payment.number(),
                Story.deposit(payment.amount()).text());
    }
}
