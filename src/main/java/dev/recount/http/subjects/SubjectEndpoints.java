package dev.recount.http.subjects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.erasure.Certificate;
import dev.recount.erasure.ErasureException;
import dev.recount.erasure.Erasures;
import dev.recount.erasure.HeldData;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.request.RequestBodies;
import dev.recount.json.MalformedException;
import dev.recount.json.ObjectBody;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.Erasure;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The endpoints of persons: what is held of them, and their erasure.
 *
 * @param part what deals with personal data; nothing where the server has none
 */
public record SubjectEndpoints(Optional<Part> part, RequestBodies bodies, Clock clock) implements Endpoints {

    private static final Executor BLOCKING = task -> Thread.ofVirtual().start(task);

    /** The parts of the server that deal with personal data. */
    public record Part(Erasures erasures, HeldData held) {}

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/subjects/{type}/{id}",
                                Right.ERASE,
                                "Tells what is held of a person, and where.",
                                this::held)
                        .ofPresentUnless()
                        .onRecordIfPersonal(),
                Endpoint.get(
                                "/subjects/{type}/{id}/export",
                                Right.ERASE,
                                "All that is held of a person, of all streams.",
                                this::export)
                        .ofPresentUnless()
                        .onRecord(),
                Endpoint.post(
                                "/subjects/{type}/{id}/erase",
                                Right.ERASE,
                                "Forgets a person for good, and gives a signed certificate of it.",
                                this::erase)
                        .ofPresentUnless()
                        .onRecordWithReason());
    }

    private static Subject subject(Call call) {
        try {
            return new Subject(call.path("type"), call.path("id"));
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(
                    Problem.malformed("path: a subject is named as a stream is: " + malformed.getMessage()));
        }
    }

    private Part part(Subject subject) {
        return part.orElseThrow(() -> new ProblemException(Problem.notFound(
                "nothing is known of " + subject + ": no stream type of this server has personal data")));
    }

    private CompletionStage<HttpResponse> held(Call call) {
        Subject subject = subject(call);
        call.requireNoQuery();
        Part here = part(subject);
        return CompletableFuture.supplyAsync(() -> told(here, subject), BLOCKING)
                .thenApply(Answers::ok);
    }

    private static ObjectNode told(Part here, Subject subject) {
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("subject", subject.toString());
        var streams = body.putArray("streams");
        here.held.streams(subject).forEach(stream -> streams.add(stream.toString()));
        ObjectNode views = body.putObject("views");
        for (Map.Entry<String, Long> view : here.held.rows(subject).entrySet()) {
            views.put(view.getKey(), view.getValue());
        }
        here.erasures.ended(subject).ifPresent(certificate -> body.set("erased", json(here, certificate)));
        return body;
    }

    private static ObjectNode json(Part here, Certificate certificate) {
        ObjectNode body = certificate.json();
        body.put("certificate", here.erasures.note(certificate));
        return body.put("verifierKey", here.erasures.verifierKey());
    }

    private CompletionStage<HttpResponse> export(Call call) {
        Subject subject = subject(call);
        call.requireNoQuery();
        Part here = part(subject);
        Source<ByteString, ?> body = Source.<String>fromIterator(() -> export(here, subject))
                .map(ByteString::fromString)
                .withAttributes(ActorAttributes.dispatcher("pekko.actor.default-blocking-io-dispatcher"));
        return CompletableFuture.completedStage(
                HttpResponse.create().withEntity(HttpEntities.createChunked(ContentTypes.APPLICATION_JSON, body)));
    }

    private Iterator<String> export(Part here, Subject subject) {
        return new SubjectExport(here.held, subject, clock.instant().toString());
    }

    private CompletionStage<HttpResponse> erase(Call call) {
        Subject subject = subject(call);
        call.requireNoQuery();
        Part here = part(subject);
        return bodies.json(call.request().entity())
                .thenCompose(body ->
                        here.erasures.erase(erasure(subject, body, call.caller().name())))
                .handle((certificate, failure) -> {
                    if (failure == null) {
                        return Answers.ok(json(here, certificate));
                    }
                    throw unended(failure);
                });
    }

    private static RuntimeException unended(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ErasureException late
                ? new ProblemException(new Problem(
                        503,
                        "ERASURE_UNFINISHED",
                        "nobody can read the data any more, but not all that it was written in has let go of it yet: "
                                + late.getMessage() + "; that is seen to, and asked again, tells when it is done"))
                : new CompletionException(cause);
    }

    private Erasure erasure(Subject subject, byte[] body, String caller) {
        try {
            ObjectNode json = ObjectBody.read(body);
            ObjectBody.requireKnown(json, "", Set.of("ground", "reference"));
            String ground = text(json, "ground")
                    .orElseThrow(() -> new MalformedException("ground", "must say why, as the article of a law"));
            return new Erasure(subject, clock.instant(), caller, ground, text(json, "reference"));
        } catch (MalformedException malformed) {
            throw new ProblemException(Problem.malformed(malformed.sentence()));
        } catch (IllegalArgumentException unfit) {
            throw new ProblemException(Problem.malformed(String.valueOf(unfit.getMessage())));
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        } else if (!value.isTextual()) {
            throw new MalformedException(field, "must be a text");
        }
        return Optional.of(value.textValue());
    }
}
