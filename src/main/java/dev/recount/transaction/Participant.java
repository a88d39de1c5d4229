package dev.recount.transaction;

import dev.recount.journal.EncodedCommand;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.pekko.Holds;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A stream that takes part in a transaction, and its place among the commands or the conditions. */
sealed interface Participant {

    int index();

    StreamId stream();

    CompletionStage<Holds.Answer> hold(Holds holds, String transaction, Duration time);

    TransactionOutcome refusing(Outcome outcome);

    /** One that takes a command, which has all that it needs. */
    record Commanded(int index, CommandRequest request, EncodedCommand prepared) implements Participant {

        @Override
        public StreamId stream() {
            return request.stream();
        }

        @Override
        public CompletionStage<Holds.Answer> hold(Holds holds, String transaction, Duration time) {
            return holds.hold(request, prepared, transaction, time);
        }

        @Override
        public TransactionOutcome refusing(Outcome outcome) {
            return new TransactionOutcome.OfCommand(index, outcome);
        }
    }

    /** One that has to have a version. */
    record Read(int index, Transaction.Condition condition) implements Participant {

        @Override
        public StreamId stream() {
            return condition.stream();
        }

        @Override
        public CompletionStage<Holds.Answer> hold(Holds holds, String transaction, Duration time) {
            return holds.holdStill(condition.stream(), condition.version(), transaction, time);
        }

        @Override
        public TransactionOutcome refusing(Outcome outcome) {
            return new TransactionOutcome.OfCondition(index, outcome);
        }
    }
}
