package dev.recount.handler.reaction;

import dev.recount.journal.CommandRecord.Detail;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.CommandRefusedException;
import dev.recount.model.type.StreamType;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.SameCommand;
import dev.recount.stream.StateReply;
import dev.recount.stream.pekko.Streams;
import dev.recount.transaction.Transaction;
import dev.recount.transaction.TransactionOutcome;
import dev.recount.transaction.Transactions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Sends the commands of reactions, and reads states for them. */
final class Commands {

    private static final int MOST_TRIES = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Codecs codecs;
    private final Streams streams;
    private final Transactions transactions;

    Commands(Codecs codecs, Streams streams, Transactions transactions) {
        this.codecs = codecs;
        this.streams = streams;
        this.transactions = transactions;
    }

    <C> EncodedCommand encode(StreamType<?, C, ?> type, C command) {
        return codec(type).commands().write(command);
    }

    /** Returns a command as a handler keeps it of those that it has sent. Blocks. */
    Detail kept(String handler, StreamType<?, ?, ?> type, StreamId stream, EncodedCommand sent) {
        return codec(type).sealSent(stream, handler, sent);
    }

    /** Returns a command that a handler has kept. Blocks. */
    Detail sent(String handler, StreamType<?, ?, ?> type, StreamId stream, Detail kept) {
        return codec(type).openSent(stream, handler, kept);
    }

    /**
     * Tells whether a command is the one that an earlier attempt has sent. One of an earlier form is read as today's;
     * one that today's code could not have sent was sent by the code of before, in whose form it was the same.
     */
    <C> boolean isSame(StreamType<?, C, ?> type, StreamId stream, EncodedCommand now, Detail earlier) {
        if (earlier.digest().equals(now.digest()) || earlier.data().isEmpty()) {
            return earlier.digest().equals(now.digest());
        }
        return SameCommand.ofToday(stream, earlier, codec(type).commands())
                .map(today -> SameCommand.is(now, today))
                .orElse(true);
    }

    /** A stream type that a domain names is only taken for one of this server if it has the same records. */
    @SuppressWarnings("unchecked")
    private <S, C> StreamCodec<S, C, ?> codec(StreamType<S, C, ?> type) {
        StreamCodec<?, ?, ?> codec = codecs.find(type.name())
                .filter(found -> found.type().state() == type.state()
                        && found.type().commands().base() == type.commands().base())
                .orElseThrow(() -> new EffectException("this server has no " + type));
        return (StreamCodec<S, C, ?>) codec;
    }

    CommandAnswer send(
            StreamId stream,
            EncodedCommand command,
            CommandRequest.Origin origin,
            CommandRequest.Conditions conditions) {
        var request = new CommandRequest(stream, command, origin, conditions, true);
        Outcome outcome = patiently(() -> streams.execute(request), Commands::isOverloaded);
        return answer(command.name(), stream, outcome);
    }

    /** Sends commands that are carried out together, or not at all. */
    TransactionOutcome sendTogether(Transaction transaction) {
        return patiently(() -> transactions.execute(transaction), Commands::isHeldUp);
    }

    /** Asks again where there is too much to do at the moment, for some seconds altogether. */
    private static <T> T patiently(Supplier<CompletionStage<T>> ask, Predicate<T> isTooMuch) {
        Duration pause = FIRST_PAUSE;
        T outcome = Waiting.on(ask.get());
        for (int tries = 1; tries < MOST_TRIES && isTooMuch.test(outcome); tries++) {
            Waiting.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            outcome = Waiting.on(ask.get());
        }
        return outcome;
    }

    /** Returns the version of a stream, 0 where it is not there. */
    long version(StreamId stream) {
        return switch (Waiting.on(streams.read(stream))) {
            case StateReply.Found found -> found.version();
            case StateReply.NotFound _ -> 0;
            case StateReply.Moved(var _, var to) -> throw new EffectException(stream + ": MOVED, it goes on in " + to);
            case StateReply.Failed(var refused) ->
                throw new EffectException(stream + ": " + refused.refusal() + ", " + refused.message());
        };
    }

    private static boolean isOverloaded(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.refusal() == Refusal.OVERLOADED;
    }

    /** A stream that has much to do does not hold still in time, which says nothing of the commands. */
    private static boolean isHeldUp(TransactionOutcome outcome) {
        return outcome instanceof TransactionOutcome.OfCommand(var _, Outcome.Refused(var _, var refusal, var _))
                && (refusal == Refusal.OVERLOADED || refusal == Refusal.UNAVAILABLE);
    }

    static CommandAnswer answer(String command, StreamId stream, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> new CommandAnswer.Accepted(accepted.version());
            case Outcome.Rejected(var _, var _, var reason, var message) -> new CommandAnswer.Rejected(reason, message);
            case Outcome.NotPermitted(var _, var _, var message) ->
                throw new CommandRefusedException(command, stream, "NOT_PERMITTED", message);
            case Outcome.Moved(var _, var to) ->
                throw new CommandRefusedException(command, stream, "MOVED", "it goes on in " + to);
            case Outcome.VersionConflict conflict ->
                throw new EffectException(command + " to " + stream + ": at version " + conflict.actual());
            case Outcome.Refused(var _, var refusal, var message)
            when refusal == Refusal.COMMAND_ID_REUSED ->
                throw new ReusedIdException(command + " to " + stream + ": " + message);
            case Outcome.Refused(var _, var refusal, var message)
            when refusal == Refusal.SUBJECT_ERASED ->
                throw new CommandRefusedException(command, stream, refusal.name(), message);
            case Outcome.Refused(var _, var refusal, var message) ->
                throw new EffectException(command + " to " + stream + ": " + refusal + ", " + message);
        };
    }

    <S> Optional<S> state(StreamType<S, ?, ?> type, StreamId stream) {
        StreamCodec<S, ?, ?> codec = codec(type);
        return switch (Waiting.on(streams.read(stream))) {
            case StateReply.Found found ->
                Optional.of(codec.states().read(found.state().json()));
            case StateReply.NotFound _ -> Optional.empty();
            case StateReply.Moved(var _, var to) -> throw new EffectException(stream + ": MOVED, it goes on in " + to);
            case StateReply.Failed(var refused) ->
                throw new EffectException(stream + ": " + refused.refusal() + ", " + refused.message());
        };
    }
}
