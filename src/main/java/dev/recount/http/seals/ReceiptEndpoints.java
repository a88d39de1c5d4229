package dev.recount.http.seals;

import dev.recount.access.Right;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Gate;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.StreamPaths;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.seal.ReceiptAnswer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * The receipts of events and of rejections.
 *
 * @param seals the seals; nothing where nothing is sealed
 * @param executor runs what waits for a database
 */
public record ReceiptEndpoints(StreamPaths paths, Optional<PublishedSeals> seals, Executor executor)
        implements Endpoints {

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/streams/{type}/{id}/events/{version}/receipt",
                                Right.READ,
                                "The proof that an event is in the sealed log (c2sp.org/tlog-proof).",
                                this::ofEvent)
                        .reading(Parameter.query(
                                "event",
                                Form.TEXT,
                                "Whether it holds the stored event as well, which needs the right personal where the stream's"
                                        + " type holds personal data.")),
                Endpoint.get(
                                "/streams/{type}/{id}/rejections/{rejection}/receipt",
                                Right.READ,
                                "The proof that a command was rejected, by the number of the rejection (c2sp.org/tlog-proof).",
                                this::ofRejection)
                        .reading(Parameter.query(
                                "rejection",
                                Form.TEXT,
                                "Whether it holds the stored rejection as well, which needs the right personal where the"
                                        + " stream's type holds personal data.")));
    }

    private CompletionStage<HttpResponse> ofEvent(Call call) {
        StreamId stream = paths.stream(call.path("type"), call.path("id"));
        long version = number(call.path("version"), "version: a version");
        boolean withEvent = call.query().flag("event");
        if (withEvent) {
            requirePersonal(call, stream);
        }
        return answers()
                .later(() -> answer(
                        published().events().of(stream, version, withEvent), "event " + version + " of " + stream));
    }

    private CompletionStage<HttpResponse> ofRejection(Call call) {
        StreamId stream = paths.stream(call.path("type"), call.path("id"));
        long number = number(call.path("rejection"), "rejection: the number of a rejection");
        boolean withContent = call.query().flag("rejection");
        if (withContent) {
            requirePersonal(call, stream);
        }
        return answers()
                .later(() -> answer(
                        published().rejections().of(stream, number, withContent),
                        "rejection " + number + " of " + stream));
    }

    /** What is stored cannot be masked, and may be of a time when what is personal now was not. */
    private void requirePersonal(Call call, StreamId stream) {
        if (!call.seesPersonal()
                && paths.codecs()
                        .find(stream.type())
                        .filter(StreamCodec::holdsPersonal)
                        .isPresent()) {
            throw new ProblemException(Gate.forbidden(call.caller(), Right.PERSONAL, stream.toString()));
        }
    }

    private SealAnswers answers() {
        return new SealAnswers(executor);
    }

    private PublishedSeals published() {
        return PublishedSeals.of(seals);
    }

    private static HttpResponse answer(ReceiptAnswer answer, String what) {
        return switch (answer) {
            case ReceiptAnswer.Given(var receipt) -> SealAnswers.text(receipt.text());
            case ReceiptAnswer.Unknown() -> throw new ProblemException(Problem.notFound("there is no " + what));
            case ReceiptAnswer.NotYet() ->
                throw new ProblemException(new Problem(503, "NOT_SEALED_YET", what + " is not sealed yet"));
            case ReceiptAnswer.Away() ->
                throw new ProblemException(Problem.notFound(what + " was sealed, and was deleted when it was old enough"
                        + " (recount.decisions.keep-rejections): its receipt is given without it"));
        };
    }

    private static long number(String text, String what) {
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw new ProblemException(Problem.malformed(what + " is a number from 1 on"));
        }
        return Long.parseLong(text);
    }
}
