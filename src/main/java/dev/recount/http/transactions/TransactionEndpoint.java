package dev.recount.http.transactions;

import dev.recount.access.Right;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.preview.PreviewQuery;
import dev.recount.http.request.RequestBodies;
import dev.recount.http.request.RequestHeaders;
import dev.recount.journal.codec.Codecs;
import dev.recount.preview.Previews;
import dev.recount.preview.Way;
import dev.recount.stream.pekko.Streams;
import dev.recount.transaction.Transaction;
import dev.recount.transaction.TransactionOutcome;
import dev.recount.transaction.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code POST /transactions}: commands to several streams, all of which are carried out, or none; or only tried. */
public record TransactionEndpoint(Services services, RequestHeaders headers, RequestBodies bodies)
        implements Endpoints {

    /** The parts of the server that decide on commands. */
    public record Services(Codecs codecs, Streams streams, Transactions transactions, Previews previews) {}

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post(
                        "/transactions",
                        Right.WRITE,
                        "Has commands to several streams carried out, all or none, or tells what would come of them.",
                        this::execute)
                .reading(
                        Parameter.header(
                                "Idempotency-Key", "The id of all the commands; a repeat of them changes nothing."),
                        Parameter.header("Recount-Correlation", "The conversation that the commands belong to."),
                        Parameter.header("Recount-Time", "The time at which their events happened, for imports."))
                .reading(PreviewQuery.OF_NOW)
                .selective()
                .onRecordIfPersonalPreview());
    }

    private CompletionStage<HttpResponse> execute(Call call) {
        Optional<Way> preview = PreviewQuery.of(call);
        return bodies.json(call.request().entity()).thenCompose(bytes -> {
            Transaction transaction = new TransactionDecoder(services.codecs, headers)
                    .decode(call, TransactionBody.parse(bytes), preview.isPresent());
            var answers = new TransactionAnswers(call, transaction, services.codecs.reader());
            Optional<TransactionOutcome.Unfit> unfit = services.transactions.unfit(transaction);
            if (unfit.isPresent()) {
                return CompletableFuture.completedStage(answers.of(unfit.get()));
            }
            return call.work()
                    .around(() -> preview.map(
                                    way -> new TransactionPreview(services, answers, way).of(call, transaction))
                            .orElseGet(() ->
                                    services.transactions.execute(transaction).thenApply(answers::of)));
        });
    }
}
