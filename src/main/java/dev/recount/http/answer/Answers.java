package dev.recount.http.answer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.access.rule.Permissions;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.EventReader;
import dev.recount.log.position.Lag;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import dev.recount.stream.StateReply;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.Query;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Turns outcomes into responses: the one place that knows which outcome is which status. */
public final class Answers {

    /** Writes the JSON of answers. */
    public static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    /** Returns how far a reader of the log is behind, as clients see it. */
    public static ObjectNode of(Lag lag) {
        return JSON.createObjectNode()
                .put("events", lag.events())
                .put("seconds", lag.time().toMillis() / 1e3);
    }

    /** Adds when it was, whose command led to it, and why. */
    public static void add(ObjectNode json, Metadata metadata) {
        json.put("time", metadata.time().toString());
        json.put("recorded", metadata.recorded().toString());
        json.put("principal", metadata.principal().name());
        json.put("correlation", metadata.correlation());
        metadata.causation().ifPresent(causation -> json.put("causation", causation));
        if (!metadata.own().isEmpty()) {
            metadata.own().forEach(json.putObject("meta")::put);
        }
    }

    /** Answers a command; the events of one that was carried out before may be of an earlier form. */
    public static HttpResponse of(Outcome outcome, EventReader reader) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> acceptedOnceReadable(accepted, reader);
            case Outcome.Moved(var stream, var to) -> MovedAnswers.gone(stream, to);
            case Outcome.Rejected _, Outcome.NotPermitted _, Outcome.VersionConflict _, Outcome.Refused _ ->
                problem(outcome).response();
        };
    }

    /**
     * Answers a command that can be sent as it is to the stream in which its own goes on.
     *
     * @param rest the part of its path after the stream's id
     */
    public static HttpResponse of(Outcome outcome, EventReader reader, String rest) {
        return outcome instanceof Outcome.Moved(var stream, var to)
                ? MovedAnswers.of(stream, to, rest)
                : of(outcome, reader);
    }

    /** Returns the problem that an outcome is. */
    public static Problem problem(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> throw new IllegalArgumentException("no problem: " + accepted);
            case Outcome.Rejected(var _, var _, var reason, var message) -> new Problem(422, reason, message);
            case Outcome.Moved(var stream, var to) -> MovedAnswers.problem(stream, to);
            case Outcome.NotPermitted(var _, var _, var message) -> new Problem(403, "NOT_PERMITTED", message);
            case Outcome.VersionConflict(var stream, var expected, var actual) ->
                new Problem(
                        412,
                        "VERSION_CONFLICT",
                        stream + " is at version " + actual + ", not at " + expected + " as expected");
            case Outcome.Refused(var _, var refusal, var message) ->
                new Problem(status(refusal), refusal.name(), message + advice(refusal));
        };
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case COMMAND_ID_REUSED,
                    TIME_BEFORE_LAST_EVENT,
                    CLAIM_TAKEN,
                    STATE_ALONE,
                    BOUNDARY_CHANGED,
                    BOUNDARY_OF_PAST -> 409;
            case SUBJECT_ERASED -> 410;
            case EVENT_TOO_LARGE, BOUNDARY_TOO_LARGE -> 413;
            case DOMAIN_DEFECT, STREAM_DAMAGED, BOUNDARY_UNREADABLE -> 500;
            case ENRICHMENT_FAILED -> 502;
            case OVERLOADED, UNAVAILABLE, BOUNDARY_BUILDING, JOURNAL_CLOSED -> 503;
            case UNCONFIRMED -> 504;
        };
    }

    private static String advice(Refusal refusal) {
        return switch (refusal) {
            case UNCONFIRMED -> "; it may have been carried out: send it again with the same Idempotency-Key";
            case OVERLOADED, UNAVAILABLE, BOUNDARY_CHANGED, BOUNDARY_BUILDING, ENRICHMENT_FAILED ->
                "; it was not carried out, and can be sent again";
            case JOURNAL_CLOSED -> "; it was not carried out, and the server has to be started again";
            case COMMAND_ID_REUSED,
                    TIME_BEFORE_LAST_EVENT,
                    CLAIM_TAKEN,
                    BOUNDARY_TOO_LARGE,
                    BOUNDARY_UNREADABLE,
                    BOUNDARY_OF_PAST,
                    EVENT_TOO_LARGE,
                    SUBJECT_ERASED,
                    DOMAIN_DEFECT,
                    STATE_ALONE,
                    STREAM_DAMAGED -> "";
        };
    }

    /** A command that was carried out must not look like one that can be sent anew. */
    private static HttpResponse acceptedOnceReadable(Outcome.Accepted accepted, EventReader reader) {
        try {
            return accepted(accepted, reader);
        } catch (DatabaseException keysAway) {
            return problem(new Outcome.Refused(
                            accepted.stream(),
                            Refusal.UNCONFIRMED,
                            "the keys of the personal data in its events cannot be read"))
                    .response();
        }
    }

    private static HttpResponse accepted(Outcome.Accepted accepted, EventReader reader) {
        return ok(body(accepted, Optional.of(token(accepted)), reader))
                .addHeader(etag(accepted.version()))
                .addHeader(RawHeader.create("Recount-Token", token(accepted)));
    }

    /**
     * Returns what is told of an accepted command.
     *
     * @param token what a reader may wait for; nothing where nothing is stored
     */
    public static ObjectNode body(Outcome.Accepted accepted, Optional<String> token, EventReader reader) {
        ObjectNode body = JSON.createObjectNode();
        body.put("stream", accepted.stream().toString());
        body.put("version", accepted.version());
        token.ifPresent(text -> body.put("token", text));
        body.put("repeat", accepted.repeat());
        accepted.detail().ifPresent(detail -> {
            ArrayNode events = body.putArray("events");
            long version = accepted.firstVersion();
            for (StoredEvent event : detail.events()) {
                events.addAll(CloudEvents.of(new JournalEntry(accepted.stream(), version++, event), reader));
            }
            body.putRawValue("state", new RawValue(detail.state().json()));
        });
        return body;
    }

    /** Returns what is told of an accepted command to its sender, who may be one who may not read its stream. */
    public static Outcome.Accepted told(Outcome.Accepted accepted, Permissions permissions) {
        return permissions.permitReading(accepted.stream()) ? accepted : accepted.brief();
    }

    /** Returns what a reader may wait for who wants to see what the command did: the stream's last event. */
    public static String token(Outcome.Accepted accepted) {
        return EventId.of(accepted.stream(), accepted.version()).toString();
    }

    public static HttpResponse of(StateReply reply) {
        return switch (reply) {
            case StateReply.Found found -> found(found);
            case StateReply.Moved(var stream, var to) -> MovedAnswers.of(stream, to, "");
            case StateReply.NotFound(var stream) -> noSuchStream(stream).response();
            case StateReply.Failed(var refused) -> problem(refused).response();
        };
    }

    private static HttpResponse found(StateReply.Found found) {
        ObjectNode body = JSON.createObjectNode();
        body.put("stream", found.stream().toString());
        body.put("version", found.version());
        body.put("time", found.time().toString());
        body.putRawValue("state", new RawValue(found.state().json()));
        return ok(body).addHeader(etag(found.version()));
    }

    /** Returns the problem of a request for a stream, or for a point of its past, that there is not. */
    public static Problem noSuchStream(StreamId stream) {
        return Problem.notFound("there is no stream " + stream + ", or there was none then");
    }

    /** Returns a document as a response. */
    public static HttpResponse ok(ObjectNode body) {
        return ok(body.toString());
    }

    /** Returns the target of the same request for the page that begins after a place, as {@code after} names it. */
    public static String next(Uri uri, String cursor) {
        Query query = Query.create(uri.query().toList().stream()
                        .filter(parameter -> !parameter.first().equals("after"))
                        .toList())
                .withParam("after", cursor);
        return uri.getPathString() + "?" + query.render(HttpCharsets.UTF_8);
    }

    /** Returns an answer with a body that is JSON already, in which personal data is marked. */
    public static HttpResponse ok(String json) {
        return HttpResponse.create()
                .withStatus(StatusCodes.OK)
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json));
    }

    private static RawHeader etag(long version) {
        return RawHeader.create("ETag", "\"" + version + "\"");
    }
}
