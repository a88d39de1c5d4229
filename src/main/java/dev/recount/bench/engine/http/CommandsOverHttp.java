package dev.recount.bench.engine.http;

import dev.recount.bench.account.Story;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.load.Payment;
import dev.recount.bench.load.PaymentSink;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A client that sends each command in a request of its own. */
public final class CommandsOverHttp implements PaymentSink {

    private static final String PATH = "/streams/account/" + Discipline.HTTP.letter();

    private final KeepAliveClient http;

    public CommandsOverHttp(KeepAliveClient http) {
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
