package dev.recount.transaction;

import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StateReply;
import dev.recount.stream.pekko.Holds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * The question whether a transaction was carried out before. As all of it was then, it is enough that one of its
 * streams knows of it: another one may have forgotten it, or have had no event by it, and must not be asked anew what
 * it would decide today.
 */
final class Repetition {

    private final Transactions.Ground ground;
    private final Holds holds;
    private final Transaction transaction;

    Repetition(Transactions.Ground ground, Transaction transaction) {
        this.ground = ground;
        this.holds = ground.streams().holds();
        this.transaction = transaction;
    }

    /** Returns its outcome, or the refusal where its key was another one's; nothing where no stream knows it. */
    CompletionStage<Optional<TransactionOutcome>> find() {
        return Stages.all(transaction.commands().stream()
                        .map(request -> holds.earlier(request).toCompletableFuture())
                        .toList())
                .thenCompose(this::told);
    }

    private CompletionStage<Optional<TransactionOutcome>> told(List<Optional<Outcome>> earlier) {
        Optional<Integer> known = IntStream.range(0, earlier.size())
                .boxed()
                .filter(i -> earlier.get(i).isPresent())
                .min((one, other) -> Boolean.compare(isAccepted(earlier, one), isAccepted(earlier, other)));
        if (known.isEmpty()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        int index = known.get();
        return earlier.get(index).orElseThrow() instanceof Outcome.Accepted accepted
                ? holds.causation(accepted)
                        .thenCompose(mark -> isThisOne(index, mark)
                                ? outcomes(earlier)
                                : CompletableFuture.completedStage(reused(index)))
                        .exceptionally(_ -> unreadable(index, accepted.stream()))
                        .thenApply(Optional::of)
                : CompletableFuture.completedStage(Optional.of(new TransactionOutcome.OfCommand(
                        index, earlier.get(index).orElseThrow())));
    }

    /** A refusal is told before anything else is: then nothing more is certain. */
    private static boolean isAccepted(List<Optional<Outcome>> earlier, int index) {
        return earlier.get(index).orElseThrow() instanceof Outcome.Accepted;
    }

    /** The same command may have come under the same id alone, or with others. */
    private boolean isThisOne(int index, Optional<String> mark) {
        return !transaction.isMarked()
                || mark.equals(transaction.commands().get(index).origin().causation());
    }

    private static TransactionOutcome unreadable(int index, StreamId stream) {
        return new TransactionOutcome.OfCommand(
                index,
                new Outcome.Refused(
                        stream,
                        Refusal.UNCONFIRMED,
                        "a command of this id was carried out before, but the journal cannot be read"));
    }

    private TransactionOutcome reused(int index) {
        CommandRequest request = transaction.commands().get(index);
        return new TransactionOutcome.OfCommand(
                index,
                new Outcome.Refused(
                        request.stream(),
                        Refusal.COMMAND_ID_REUSED,
                        "the command id " + request.origin().commandId()
                                + " came before, alone or with other commands"));
    }

    private CompletionStage<TransactionOutcome> outcomes(List<Optional<Outcome>> earlier) {
        List<CompletableFuture<Outcome>> all = new ArrayList<>();
        for (int i = 0; i < earlier.size(); i++) {
            CommandRequest request = transaction.commands().get(i);
            all.add(earlier.get(i)
                    .map(outcome -> CompletableFuture.completedFuture(asAsked(request, outcome)))
                    .orElseGet(() -> now(request.stream()).toCompletableFuture()));
        }
        return Stages.all(all).thenApply(outcomes -> {
            var accepted = new ArrayList<Outcome.Accepted>();
            for (Outcome outcome : outcomes) {
                if (!(outcome instanceof Outcome.Accepted one)) {
                    return new TransactionOutcome.OfCommand(accepted.size(), outcome);
                }
                accepted.add(one);
            }
            return new TransactionOutcome.Accepted(accepted, true);
        });
    }

    private static Outcome asAsked(CommandRequest request, Outcome outcome) {
        return request.brief() && outcome instanceof Outcome.Accepted accepted ? accepted.brief() : outcome;
    }

    /** A stream that does not know of it is told of as it is now. */
    private CompletionStage<Outcome> now(StreamId stream) {
        return ground.streams().read(stream).thenApply(reply -> switch (reply) {
            case StateReply.Found found -> at(stream, found.version());
            case StateReply.NotFound _ -> at(stream, 0);
            case StateReply.Moved(var _, var to) -> new Outcome.Moved(stream, to);
            case StateReply.Failed(var refused) ->
                new Outcome.Refused(
                        stream, Refusal.UNCONFIRMED, "the commands were carried out before; " + refused.message());
        });
    }

    private static Outcome at(StreamId stream, long version) {
        return new Outcome.Accepted(stream, version + 1, version, true, Optional.empty());
    }
}
