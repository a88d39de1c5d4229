package dev.recount.stream.pekko;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Known;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Keepable;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.SameCommand;
import dev.recount.stream.SentAgain;
import dev.recount.stream.StateReply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The outcomes of commands that came before, made whole out of the journal. */
record RepeatedOutcomes(Streams.Past past, Codecs codecs) {

    /**
     * Completes an outcome that lacks the detail that its request asks for: a stream remembers of an earlier command
     * only which events were its own; the rest is read from the journal, where it is kept.
     */
    CompletionStage<Outcome> complete(Outcome outcome, CommandRequest request) {
        if (request.brief()
                || keepsStateAlone(request.stream())
                || !(outcome instanceof Outcome.Accepted accepted)
                || accepted.detail().isPresent()) {
            return CompletableFuture.completedStage(outcome);
        }
        return CompletableFuture.supplyAsync(
                        () -> detailed(accepted), past.executors().of(accepted.stream()))
                .exceptionally(_ -> unreadable(accepted));
    }

    private boolean keepsStateAlone(StreamId stream) {
        return codecs.find(stream.type())
                .filter(codec -> codec.type().keepsStateAlone())
                .isPresent();
    }

    private static Outcome unreadable(Outcome.Accepted accepted) {
        return new Outcome.Refused(
                accepted.stream(),
                Refusal.UNCONFIRMED,
                "the command was carried out before, but the journal cannot be read");
    }

    /** Completes an outcome if the command that it is of is on record as the one that is sent again. */
    CompletionStage<Optional<Outcome>> complete(Outcome.Accepted accepted, SentAgain sent) {
        return CompletableFuture.supplyAsync(
                        () -> isOf(accepted, sent) ? Optional.of(detailed(accepted)) : Optional.<Outcome>empty(),
                        past.executors().of(accepted.stream()))
                .exceptionally(_ -> Optional.of(unreadable(accepted)));
    }

    /** Whoever sent it has to have sent it before: what is permitted today, no rule can tell of it. */
    private boolean isOf(Outcome.Accepted accepted, SentAgain sent) {
        List<JournalEntry> first =
                past.replay().events(accepted.stream(), accepted.firstVersion(), accepted.firstVersion());
        if (first.isEmpty()) {
            return false;
        }
        EventHeader header = past.replay().reader().open(first.getFirst()).header();
        return header.metadata().principal().equals(sent.principal())
                && header.command()
                        .detail()
                        .filter(recorded -> SameCommand.is(sent.command(), recorded) || isReadToday(sent, recorded))
                        .isPresent();
    }

    /** Returns what led to a command that was carried out before; the stage fails where the journal cannot be read. */
    CompletionStage<Optional<String>> causation(Outcome.Accepted accepted) {
        return CompletableFuture.supplyAsync(
                () -> past.replay().events(accepted.stream(), accepted.firstVersion(), accepted.firstVersion()).stream()
                        .findFirst()
                        .flatMap(first -> past.replay()
                                .reader()
                                .open(first)
                                .header()
                                .metadata()
                                .causation()),
                past.executors().of(accepted.stream()));
    }

    /** A command that was recorded in an earlier form may be the one that is sent in today's. */
    private boolean isReadToday(SentAgain sent, CommandRecord.Detail recorded) {
        return codecs.find(sent.stream().type())
                .filter(codec -> codec.commands().isOld(recorded.name(), recorded.revision()))
                .filter(codec -> SameCommand.is(sent.stream(), sent.command(), recorded, codec.commands()))
                .isPresent();
    }

    /** Tells whether an outcome may be that of a command that came before, and is on record in an earlier form. */
    boolean mayBeOfEarlierForm(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var stream, var refusal, var _)
                && refusal == Refusal.COMMAND_ID_REUSED
                && codecs.find(stream.type())
                        .filter(codec -> codec.commands().readsOldForms())
                        .isPresent();
    }

    /** Tells the same of an outcome that was worked out without the keys by which a repeat is known. */
    boolean mayBeRepeat(Outcome outcome) {
        return mayBeOfEarlierForm(outcome)
                || (outcome instanceof Outcome.Refused(var stream, var refusal, var _)
                        && refusal == Refusal.COMMAND_ID_REUSED
                        && codecs.find(stream.type())
                                .filter(codec -> codec.seal().isPresent())
                                .isPresent());
    }

    /** Returns an outcome that was worked out without keys, or the refusal that it would have come to with them. */
    CompletionStage<Outcome> keepable(Outcome outcome, CommandRequest request) {
        StreamId stream = request.stream();
        StreamCodec<?, ?, ?> codec = codecs.find(stream.type()).orElseThrow();
        return codec.seal().isEmpty()
                ? CompletableFuture.completedStage(outcome)
                : CompletableFuture.supplyAsync(
                        () -> Keepable.of(outcome, codec), past.executors().of(stream));
    }

    private Outcome detailed(Outcome.Accepted accepted) {
        return detailed(
                accepted,
                past.replay().events(accepted.stream(), accepted.firstVersion(), accepted.version()),
                StateReply.of(past.replay()
                        .stateAt(accepted.stream(), accepted.version(), new Known.AtVersion(accepted.version()))));
    }

    private static Outcome detailed(Outcome.Accepted accepted, List<JournalEntry> entries, StateReply reply) {
        return switch (reply) {
            case StateReply.Found found ->
                new Outcome.Accepted(
                        accepted.stream(),
                        accepted.firstVersion(),
                        accepted.version(),
                        accepted.repeat(),
                        Optional.of(new Outcome.Detail(
                                entries.stream().map(JournalEntry::stored).toList(), found.state())));
            case StateReply.NotFound _ ->
                new Outcome.Refused(accepted.stream(), Refusal.STREAM_DAMAGED, "the command's events are gone");
            case StateReply.Moved(var stream, var to) -> new Outcome.Moved(stream, to);
            case StateReply.Failed(var refused) -> refused;
        };
    }
}
