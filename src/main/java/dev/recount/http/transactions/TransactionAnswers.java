package dev.recount.http.transactions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.database.sql.DatabaseException;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.MovedAnswers;
import dev.recount.http.answer.Problem;
import dev.recount.http.endpoint.Call;
import dev.recount.journal.JournalKey;
import dev.recount.journal.codec.EventReader;
import dev.recount.model.StreamId;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.transaction.Transaction;
import dev.recount.transaction.TransactionOutcome;
import java.util.Comparator;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** The answers to one transaction. */
record TransactionAnswers(Call call, Transaction transaction, EventReader reader) {

    HttpResponse of(TransactionOutcome outcome) {
        return switch (outcome) {
            case TransactionOutcome.Accepted accepted -> acceptedOnceReadable(accepted);
            case TransactionOutcome.OfCommand(var index, var refused) ->
                problem("command", index, transaction.commands().get(index).stream(), refused);
            case TransactionOutcome.OfCondition(var index, var refused) ->
                problem("condition", index, transaction.conditions().get(index).stream(), refused);
            case TransactionOutcome.Refused(var refused) ->
                Answers.problem(refused).response();
            case TransactionOutcome.Unfit unfit -> unfit(unfit).response();
        };
    }

    private static Problem unfit(TransactionOutcome.Unfit unfit) {
        int status = switch (unfit.reason()) {
            case NO_COMMANDS, STREAM_TWICE -> 400;
            case DIFFERENT_JOURNALS, STATE_ALONE, DECIDED_TOGETHER -> 409;
            case TOO_MANY_STREAMS -> 413;
        };
        return new Problem(status, unfit.reason().name(), unfit.message());
    }

    private HttpResponse problem(String part, int index, StreamId stream, Outcome outcome) {
        Problem problem = Answers.problem(outcome);
        return outcome instanceof Outcome.Moved(var _, var to)
                ? new Problem(410, problem.code(), problem.detail())
                        .response(place(part, index, stream).setAll(MovedAnswers.movedTo(to)))
                : problem.response(place(part, index, stream));
    }

    /** Returns what a problem tells of the part that it is with. */
    static ObjectNode place(String part, int index, StreamId stream) {
        return Answers.JSON.createObjectNode().put(part, index).put("stream", stream.toString());
    }

    /** A transaction that was carried out must not look like one that can be sent anew. */
    private HttpResponse acceptedOnceReadable(TransactionOutcome.Accepted accepted) {
        try {
            return accepted(accepted);
        } catch (DatabaseException keysAway) {
            return Answers.problem(new Outcome.Refused(
                            transaction.commands().getFirst().stream(),
                            Refusal.UNCONFIRMED,
                            "the keys of the personal data in its events cannot be read"))
                    .response();
        }
    }

    private HttpResponse accepted(TransactionOutcome.Accepted accepted) {
        ObjectNode body = Answers.JSON.createObjectNode();
        transaction.commands().getFirst().origin().causation().ifPresent(mark -> body.put("transaction", mark));
        Optional<String> token = token(accepted);
        token.ifPresent(text -> body.put("token", text));
        body.put("repeat", accepted.repeat());
        ArrayNode results = body.putArray("results");
        for (Outcome.Accepted each : accepted.outcomes()) {
            ObjectNode result =
                    Answers.body(Answers.told(each, call.permissions()), Optional.of(Answers.token(each)), reader);
            results.addRawValue(call.told(each.stream(), result));
        }
        HttpResponse response = Answers.ok(body);
        return token.map(text -> response.addHeader(RawHeader.create("Recount-Token", text)))
                .orElse(response);
    }

    /** Returns what a reader waits for who wants to see all of it: streams are stored in the order of their names. */
    private static Optional<String> token(TransactionOutcome.Accepted accepted) {
        return accepted.outcomes().stream()
                .filter(each -> each.firstVersion() <= each.version())
                .max(Comparator.comparing(each -> JournalKey.of(each.stream())))
                .map(Answers::token);
    }
}
