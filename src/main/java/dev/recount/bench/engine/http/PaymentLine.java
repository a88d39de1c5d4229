package dev.recount.bench.engine.http;

import dev.recount.bench.account.Story;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.load.Payment;

/** Payments as lines of bulk requests, and messages of sessions. */
final class PaymentLine {

    private PaymentLine() {}

    static String of(Discipline discipline, Payment payment) {
        return "{\"stream\":\"account/" + discipline.mark() + payment.account()
                + "\",\"command\":\"Deposit\",\"id\":\"payment-" + payment.number() + "\",\"data\":"
                + Story.deposit(payment.amount()).text() + "}";
    }
}
