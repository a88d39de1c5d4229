package dev.recount.http.transactions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.endpoint.Call;
import dev.recount.http.preview.PreviewAnswers;
import dev.recount.preview.Preview;
import dev.recount.preview.Way;
import dev.recount.stream.Outcome;
import dev.recount.stream.StateReply;
import dev.recount.transaction.Stages;
import dev.recount.transaction.Transaction;
import dev.recount.transaction.TransactionOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The preview of one transaction: each stream tells what it would decide, and none holds still for it. */
record TransactionPreview(TransactionEndpoint.Services services, TransactionAnswers answers, Way way) {

    CompletionStage<HttpResponse> of(Call call, Transaction transaction) {
        List<CompletableFuture<Preview>> previews = transaction.commands().stream()
                .map(command -> services.previews().of(command, way).toCompletableFuture())
                .toList();
        List<CompletableFuture<Optional<Outcome>>> conditions = transaction.conditions().stream()
                .map(condition -> broken(condition).toCompletableFuture())
                .toList();
        return Stages.all(previews)
                .thenCombine(
                        Stages.all(conditions),
                        (told, broken) -> refused(told, broken)
                                .map(refusal -> refusal(call, transaction, told, refusal))
                                .orElseGet(() -> accepted(call, transaction, told)));
    }

    /** Returns why a condition does not hold, if it does not. */
    private CompletionStage<Optional<Outcome>> broken(Transaction.Condition condition) {
        return services.streams().read(condition.stream()).thenApply(reply -> switch (reply) {
            case StateReply.Found found -> unless(condition, found.version());
            case StateReply.NotFound _ -> unless(condition, 0);
            case StateReply.Moved(var stream, var to) -> Optional.of(new Outcome.Moved(stream, to));
            case StateReply.Failed(var refused) -> Optional.of(refused);
        });
    }

    private static Optional<Outcome> unless(Transaction.Condition condition, long version) {
        return condition.version() == version
                ? Optional.empty()
                : Optional.of(new Outcome.VersionConflict(condition.stream(), condition.version(), version));
    }

    /** Returns the first of what stands in the way. */
    private static Optional<TransactionOutcome> refused(List<Preview> told, List<Optional<Outcome>> broken) {
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i) instanceof Preview.Told(var outcome) && !(outcome instanceof Outcome.Accepted)) {
                return Optional.of(new TransactionOutcome.OfCommand(i, outcome));
            }
        }
        for (int i = 0; i < broken.size(); i++) {
            if (broken.get(i).isPresent()) {
                return Optional.of(
                        new TransactionOutcome.OfCondition(i, broken.get(i).get()));
            }
        }
        return Optional.empty();
    }

    private HttpResponse refusal(Call call, Transaction transaction, List<Preview> told, TransactionOutcome refusal) {
        if (!(refusal instanceof TransactionOutcome.OfCommand(var index, var _))) {
            return answers.of(refusal);
        }
        var stream = transaction.commands().get(index).stream();
        ObjectNode line = previewAnswers(call).line(index, stream, told.get(index));
        ObjectNode more = TransactionAnswers.place("command", index, stream);
        more.setAll((ObjectNode) line.without(List.of("line", "status", "code", "detail")));
        var problem = PreviewAnswers.problem(told.get(index));
        return (problem.status() == 308 ? new Problem(410, problem.code(), problem.detail()) : problem).response(more);
    }

    private HttpResponse accepted(Call call, Transaction transaction, List<Preview> told) {
        ObjectNode body = Answers.JSON.createObjectNode().put("dryRun", true);
        ArrayNode results = body.putArray("results");
        for (int i = 0; i < told.size(); i++) {
            var stream = transaction.commands().get(i).stream();
            ObjectNode line = previewAnswers(call).line(i, stream, told.get(i));
            results.addRawValue(call.told(stream, (ObjectNode) line.without(List.of("line", "status"))));
        }
        return Answers.ok(body);
    }

    private PreviewAnswers previewAnswers(Call call) {
        return new PreviewAnswers(services.codecs(), call.permissions(), way);
    }
}
