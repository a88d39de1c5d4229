package dev.recount.transaction;

import dev.recount.database.sql.NotWrittenException;
import dev.recount.journal.JournalKey;
import dev.recount.journal.claim.ClaimTakenException;
import dev.recount.journal.tag.BoundaryChangedException;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.pekko.HeldStream;
import dev.recount.stream.pekko.Holds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * One transaction on its way: its streams hold still one after another in the order of their names, which is the same
 * for all transactions, so that no two wait for each other; then all is stored in one append, and they go on.
 *
 * <p>Nobody else has to know how it ends. A stream of whose release nothing comes, as its coordinator is gone, begins
 * anew from what is stored; and what was not begun to be stored within half the time for which streams hold still is
 * not stored any more. Where a stream has gone on all the same, its version is taken, and nothing of it all is stored.
 */
final class Coordination {

    private final Transactions.Ground ground;
    private final Holds holds;
    private final Transaction transaction;
    private final String id = UUID.randomUUID().toString();
    private final long begunNanos = System.nanoTime();
    private final Map<StreamId, HeldStream> held = new TreeMap<>();

    Coordination(Transactions.Ground ground, Transaction transaction) {
        this.ground = ground;
        this.holds = ground.streams().holds();
        this.transaction = transaction;
    }

    CompletionStage<TransactionOutcome> start() {
        return prepared().thenCompose(ready -> {
            var others = new ArrayList<Participant>();
            for (Preparation each : ready) {
                switch (each.answer) {
                    case Holds.Answer.Ready(var command) ->
                        others.add(new Participant.Commanded(each.index, each.request, command));
                    case Holds.Answer.Refused(var outcome) -> {
                        return refused(new TransactionOutcome.OfCommand(each.index, outcome));
                    }
                    case Holds.Answer.Held held -> throw new IllegalStateException("only asked to be ready: " + held);
                }
            }
            for (int i = 0; i < transaction.conditions().size(); i++) {
                others.add(new Participant.Read(i, transaction.conditions().get(i)));
            }
            others.sort(Comparator.comparing(Participant::stream));
            return hold(others, latest());
        });
    }

    /** The answer of a stream to the question what its command needs. */
    private record Preparation(int index, CommandRequest request, Holds.Answer answer) {}

    /** Nothing holds still while anything outside is waited for. */
    private CompletionStage<List<Preparation>> prepared() {
        List<CompletableFuture<Preparation>> all = new ArrayList<>();
        for (CommandRequest request : transaction.commands()) {
            int index = all.size();
            CompletionStage<Holds.Answer> answer = ground.mayNeedMore(request.stream())
                    ? holds.prepare(request)
                    : CompletableFuture.completedStage(new Holds.Answer.Ready(request.command()));
            all.add(answer.thenApply(ready -> new Preparation(index, request, ready))
                    .toCompletableFuture());
        }
        return Stages.all(all);
    }

    /** Returns the latest moment at which a write may begin, of streams that are asked to hold still from now on. */
    private long latest() {
        return System.nanoTime() + holdTime().toNanos() / 2;
    }

    private Duration holdTime() {
        return ground.settings().holdTime();
    }

    private CompletionStage<TransactionOutcome> hold(List<Participant> others, long latest) {
        if (others.isEmpty()) {
            return store(latest);
        }
        Participant next = others.getFirst();
        CompletableFuture<Holds.Answer> asked = next.hold(holds, id, holdTime()).toCompletableFuture();
        return asked.copy()
                .orTimeout(Math.max(0, latest - System.nanoTime()), TimeUnit.NANOSECONDS)
                .handle((answer, late) -> {
                    if (late != null) {
                        var _ = asked.thenAccept(Coordination::releaseLate);
                        return refused(next.refusing(busy(next.stream())));
                    }
                    return switch (answer) {
                        case Holds.Answer.Held(var stream) -> {
                            held.put(stream.stream(), stream);
                            yield hold(others.subList(1, others.size()), latest);
                        }
                        case Holds.Answer.Refused(var outcome) -> refused(next.refusing(outcome));
                        case Holds.Answer.Ready ready -> throw new IllegalStateException("asked to hold: " + ready);
                    };
                })
                .thenCompose(outcome -> outcome);
    }

    private static void releaseLate(Holds.Answer answer) {
        if (answer instanceof Holds.Answer.Held(var stream)) {
            stream.release(false);
        }
    }

    private static Outcome busy(StreamId stream) {
        return new Outcome.Refused(
                stream, Refusal.UNAVAILABLE, stream + " did not hold still in time, as it has much to do");
    }

    private CompletionStage<TransactionOutcome> store(long latest) {
        if (held.values().stream().noneMatch(HeldStream::writes)) {
            release(false);
            return CompletableFuture.completedStage(accepted());
        }
        Optional<TransactionOutcome> interfering = interfering();
        if (interfering.isPresent()) {
            release(false);
            return CompletableFuture.completedStage(interfering.get());
        }
        int journal = ground.placement().of(transaction.commands().getFirst().stream());
        CompletableFuture<TransactionOutcome> stored = holds.store(journal, id, List.copyOf(held.values()), latest)
                .handle((_, failure) -> {
                    if (failure == null) {
                        held.values().forEach(HeldStream::stored);
                        return accepted();
                    }
                    Throwable cause = Stages.cause(failure);
                    if (cause instanceof NotWrittenException) {
                        release(true);
                    } else {
                        held.values().forEach(HeldStream::stored);
                    }
                    return failed(cause);
                });
        return stored.copy()
                .completeOnTimeout(unknown(), ground.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(outcome -> outcome instanceof TransactionOutcome.OfCommand(var index, var taken)
                        ? onRecord(index, taken)
                        : CompletableFuture.completedStage(outcome));
    }

    /** A command whose decision rests on events that another one adds to was not decided on those. */
    private Optional<TransactionOutcome> interfering() {
        for (HeldStream one : held.values()) {
            for (HeldStream other : held.values()) {
                if (!one.stream().equals(other.stream()) && one.isDecidedOn(other)) {
                    return Optional.of(new TransactionOutcome.Unfit(
                            TransactionOutcome.Reason.DECIDED_TOGETHER,
                            "the command to " + one.stream() + " is decided on events that the one to " + other.stream()
                                    + " adds to; send them one after another"));
                }
            }
        }
        return Optional.empty();
    }

    private void release(boolean anew) {
        held.values().forEach(stream -> stream.release(anew));
    }

    private TransactionOutcome accepted() {
        Duration time = Duration.ofNanos(System.nanoTime() - begunNanos);
        List<Outcome.Accepted> outcomes = transaction.commands().stream()
                .map(request -> answered(request, time))
                .toList();
        return new TransactionOutcome.Accepted(outcomes, false);
    }

    private Outcome.Accepted answered(CommandRequest request, Duration time) {
        HeldStream stream = held.get(request.stream());
        if (stream == null) {
            throw new IllegalStateException(request.stream() + " does not hold still");
        }
        holds.answered(request, stream.answer(), time);
        return stream.answer();
    }

    private TransactionOutcome failed(Throwable failure) {
        if (!(failure instanceof NotWrittenException)) {
            return unknown();
        }
        if (failure.getCause() instanceof ClaimTakenException taken) {
            StreamId stream = JournalKey.stream(taken.persistenceId());
            for (int i = 0; i < transaction.commands().size(); i++) {
                HeldStream one = held.get(stream);
                if (transaction.commands().get(i).stream().equals(stream) && one != null) {
                    return new TransactionOutcome.OfCommand(i, one.taken(taken.name()));
                }
            }
        }
        if (failure.getCause() instanceof BoundaryChangedException) {
            return new TransactionOutcome.Refused(new Outcome.Refused(
                    transaction.commands().getFirst().stream(),
                    Refusal.BOUNDARY_CHANGED,
                    BoundaryChangedException.SENTENCE));
        }
        return new TransactionOutcome.Refused(new Outcome.Refused(
                transaction.commands().getFirst().stream(),
                Refusal.UNAVAILABLE,
                "the journal did not take the events, or one of the streams has gone on; nothing was stored"));
    }

    private TransactionOutcome unknown() {
        return new TransactionOutcome.Refused(new Outcome.Refused(
                transaction.commands().getFirst().stream(),
                Refusal.UNCONFIRMED,
                "the journal did not say whether the events are stored"));
    }

    /** A transaction that one stream refuses may have been carried out before, which others may know. */
    private CompletionStage<TransactionOutcome> refused(TransactionOutcome refused) {
        release(false);
        if (isToBeSentAgain(refused)) {
            return CompletableFuture.completedStage(refused);
        }
        return new Repetition(ground, transaction)
                .find()
                .thenCompose(earlier -> earlier.map(CompletableFuture::completedStage)
                        .orElseGet(() -> refused instanceof TransactionOutcome.OfCommand(var index, var outcome)
                                ? onRecord(index, outcome)
                                : CompletableFuture.completedStage(refused)));
    }

    private static boolean isToBeSentAgain(TransactionOutcome refused) {
        Outcome outcome = refused instanceof TransactionOutcome.OfCommand(var _, var ofCommand)
                ? ofCommand
                : ((TransactionOutcome.OfCondition) refused).outcome();
        return outcome instanceof Outcome.Refused(var _, var refusal, var _)
                && (refusal == Refusal.UNAVAILABLE
                        || refusal == Refusal.OVERLOADED
                        || refusal == Refusal.JOURNAL_CLOSED);
    }

    private CompletionStage<TransactionOutcome> onRecord(int index, Outcome outcome) {
        CommandRequest request = transaction.commands().get(index);
        Duration time = Duration.ofNanos(System.nanoTime() - begunNanos);
        return holds.onRecord(request, outcome).thenApply(recorded -> {
            holds.answered(request, recorded, time);
            return new TransactionOutcome.OfCommand(index, recorded);
        });
    }
}
