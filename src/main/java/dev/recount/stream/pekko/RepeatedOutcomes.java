package dev.recount.stream.pekko;

import dev.recount.journal.JournalEntry;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StateReply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The outcomes of commands that came before, made whole out of the journal. */
record RepeatedOutcomes(Streams.Past past) {

    /**
     * Completes an outcome that lacks the detail that its request asks for: a stream remembers of an earlier command
     * only which events were its own; the rest is read from the journal.
     */
    CompletionStage<Outcome> complete(Outcome outcome, CommandRequest request) {
        if (request.brief()
                || !(outcome instanceof Outcome.Accepted accepted)
                || accepted.detail().isPresent()) {
            return CompletableFuture.completedStage(outcome);
        }
        return CompletableFuture.supplyAsync(
                        () -> detailed(accepted), past.executors().of(accepted.stream()))
                .exceptionally(_ -> new Outcome.Refused(
                        accepted.stream(),
                        Refusal.UNCONFIRMED,
                        "the command was carried out before, but the journal cannot be read"));
    }

    private Outcome detailed(Outcome.Accepted accepted) {
        return detailed(
                accepted,
                past.replay().events(accepted.stream(), accepted.firstVersion(), accepted.version()),
                StateReply.of(past.replay().stateAt(accepted.stream(), accepted.version())));
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
            case StateReply.Failed(var refused) -> refused;
        };
    }
}
