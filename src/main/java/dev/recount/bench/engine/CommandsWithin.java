package dev.recount.bench.engine;

import dev.recount.bench.account.Story;
import dev.recount.bench.contest.Discipline;
import dev.recount.bench.load.LoadFailedException;
import dev.recount.bench.load.Payment;
import dev.recount.bench.load.PaymentSink;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.pekko.Streams;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A client that sends commands to streams of this process. */
final class CommandsWithin implements PaymentSink {

    private final char mark;
    private final Streams streams;

    CommandsWithin(Discipline discipline, Streams streams) {
        this.mark = discipline.mark();
        this.streams = streams;
    }

    @Override
    public CompletionStage<?> send(int client, List<Payment> payments) {
        Payment payment = payments.getFirst();
        String id = "payment-" + payment.number();
        return streams.execute(new CommandRequest(
                        new StreamId("account", mark + Integer.toString(payment.account())),
                        Story.deposit(payment.amount()),
                        CommandRequest.Origin.ofServer(id, Principal.ANONYMOUS, id, Optional.empty()),
                        CommandRequest.Conditions.NONE,
                        true))
                .thenAccept(CommandsWithin::require);
    }

    private static void require(Outcome outcome) {
        if (!(outcome instanceof Outcome.Accepted accepted) || accepted.repeat()) {
            throw new LoadFailedException("the engine answers " + outcome);
        }
    }
}
