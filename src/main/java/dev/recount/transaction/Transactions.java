package dev.recount.transaction;

import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.spread.Placement;
import dev.recount.model.StreamId;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.pekko.Streams;
import dev.recount.transaction.TransactionOutcome.Reason;
import dev.recount.transaction.TransactionOutcome.Unfit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Carries transactions out, on the node that they have come to. */
public final class Transactions {

    private final Ground ground;

    /**
     * The parts of the server that transactions stand on.
     *
     * @param placement tells in which journal a stream is
     * @param attempts how many times it is tried where others come to the events that a command is decided on
     * @param answerTimeout how long it is waited for the end of a write before the outcome is called unknown
     */
    public record Ground(
            Codecs codecs,
            Streams streams,
            Placement placement,
            TransactionSettings settings,
            int attempts,
            Duration answerTimeout) {

        boolean keepsStateAlone(StreamId stream) {
            return codecs.find(stream.type()).orElseThrow().type().keepsStateAlone();
        }

        /** Tells whether a command of this stream may have to wait for something that is not in memory. */
        boolean mayNeedMore(StreamId stream) {
            StreamCodec<?, ?, ?> codec = codecs.find(stream.type()).orElseThrow();
            return codec.type().enrichment().isPresent()
                    || codec.seal().isPresent()
                    || !codec.claims().names().isEmpty();
        }
    }

    public Transactions(Ground ground) {
        this.ground = ground;
    }

    /** Returns why a transaction cannot be carried out, if it cannot. */
    public Optional<Unfit> unfit(Transaction transaction) {
        List<StreamId> streams = transaction.streams();
        if (transaction.commands().isEmpty()) {
            return unfit(Reason.NO_COMMANDS, "a transaction has at least one command");
        }
        if (streams.size() > ground.settings.maxStreams()) {
            return unfit(
                    Reason.TOO_MANY_STREAMS,
                    "a transaction has at most " + ground.settings.maxStreams() + " streams, not " + streams.size());
        }
        Set<StreamId> met = new HashSet<>();
        for (StreamId stream : streams) {
            if (!met.add(stream)) {
                return unfit(
                        Reason.STREAM_TWICE,
                        stream + " is named twice; a stream takes one command, and its condition is the version that"
                                + " the command expects");
            }
        }
        for (StreamId stream : streams) {
            if (ground.keepsStateAlone(stream)) {
                return unfit(
                        Reason.STATE_ALONE,
                        "the streams of " + stream.type()
                                + " keep their latest state alone, and take part in no transaction");
            }
        }
        StreamId first = streams.getFirst();
        return streams.stream()
                .filter(stream -> ground.placement.of(stream) != ground.placement.of(first))
                .findFirst()
                .flatMap(other -> unfit(
                        Reason.DIFFERENT_JOURNALS,
                        other + " is in another journal than " + first + ", and no transaction is in both"));
    }

    private static Optional<Unfit> unfit(Reason reason, String message) {
        return Optional.of(new Unfit(reason, message));
    }

    /**
     * Carries out all commands, or none. The stage never fails because of the commands, their streams or the journal;
     * what a stream rejects is on record.
     */
    public CompletionStage<TransactionOutcome> execute(Transaction transaction) {
        Optional<Unfit> unfit = unfit(transaction);
        return unfit.isPresent() ? CompletableFuture.completedStage(unfit.get()) : attempt(transaction, 1);
    }

    private CompletionStage<TransactionOutcome> attempt(Transaction transaction, int attempt) {
        return new Coordination(ground, transaction)
                .start()
                .thenCompose(outcome -> isOvertaken(outcome) && attempt < ground.attempts
                        ? attempt(transaction, attempt + 1)
                        : CompletableFuture.completedStage(outcome));
    }

    /** Others have come to events that it is decided on, while they were read or before it was stored. */
    private static boolean isOvertaken(TransactionOutcome outcome) {
        return switch (outcome) {
            case TransactionOutcome.Refused(var refused) -> refused.refusal() == Refusal.BOUNDARY_CHANGED;
            case TransactionOutcome.OfCommand(var _, Outcome.Refused refused) ->
                refused.refusal() == Refusal.BOUNDARY_CHANGED;
            default -> false;
        };
    }
}
