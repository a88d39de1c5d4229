package dev.recount.http.bulk;

import dev.recount.access.Right;
import dev.recount.access.rule.Permissions;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Gate;
import dev.recount.http.preview.PreviewQuery;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.ObjectFields;
import dev.recount.http.request.OwnMetadata;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.request.StreamPaths;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.preview.Way;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CommandRequest.Conditions;
import dev.recount.stream.CommandRequest.Origin;
import dev.recount.stream.SentAgain;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes the lines of one bulk request, or the messages of one session, by what is known of their sender. */
public final class BulkDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(BulkDecoder.class);

    private final Codecs codecs;
    private final RequestHeaders headers;
    private final Caller caller;
    private final Permissions permissions;
    private final Optional<String> correlation;
    private final Call call;
    private final Optional<Way> preview;

    /**
     * Prepares to decode.
     *
     * @param correlation the conversation of what names none
     * @param preview how it is tried, if it is not to be carried out
     */
    public BulkDecoder(
            Codecs codecs, RequestHeaders headers, Call call, Optional<String> correlation, Optional<Way> preview) {
        this.codecs = codecs;
        this.headers = headers;
        this.caller = call.sender();
        this.permissions = call.permissions();
        this.correlation = correlation;
        this.call = call;
        this.preview = preview;
    }

    /** Decodes a line; one that is malformed is {@link BulkLine.Bad}. */
    public BulkLine decode(long number, byte[] bytes) {
        try {
            return line(number, BulkFields.parse(bytes));
        } catch (ProblemException bad) {
            return new BulkLine.Bad(number, bad.problem());
        } catch (RuntimeException defect) {
            LOG.error("Line {} of a bulk request could not be decoded", number, defect);
            return new BulkLine.Bad(number, Problem.internal());
        }
    }

    private BulkLine line(long number, ObjectFields fields) {
        StreamId stream = stream(fields.required("stream"));
        var raw = EncodedCommand.sent(fields.required("command"), fields.object("data"));
        if (!permissions.permitCommand(stream, raw.name())) {
            throw new ProblemException(Gate.forbidden(caller.principal(), Right.WRITE, stream + " with " + raw.name()));
        }
        preview.ifPresent(way -> PreviewQuery.requirePermitted(way, call, stream));
        StreamCodec<?, ?, ?> codec = StreamPaths.commanded(codecs, stream.type());
        Origin origin = origin(fields, codec);
        Conditions conditions = conditions(fields);
        try {
            EncodedCommand command = CommandBody.read(codec, raw.name(), raw.json(), "data");
            return new BulkLine.Command(
                    number, new CommandRequest(stream, command, origin, conditions, preview.isEmpty()));
        } catch (ProblemException notOfToday) {
            return fields.optional("id").isPresent()
                    ? new BulkLine.Past(
                            number,
                            new SentAgain(stream, origin.commandId(), caller.principal(), raw),
                            notOfToday.problem())
                    : new BulkLine.Bad(number, notOfToday.problem());
        }
    }

    private static StreamId stream(String text) {
        try {
            return StreamId.parse(text);
        } catch (IllegalArgumentException unusable) {
            throw new ProblemException(Problem.malformed(String.valueOf(unusable.getMessage())));
        }
    }

    private Origin origin(ObjectFields fields, StreamCodec<?, ?, ?> codec) {
        String commandId = fields.optional("id")
                .map(id -> RequestHeaders.name("id", id))
                .orElseGet(() -> UUID.randomUUID().toString());
        String conversation = fields.optional("correlation")
                .map(text -> RequestHeaders.name("correlation", text))
                .or(() -> correlation)
                .orElse(commandId);
        return Origin.of(caller, commandId, conversation)
                .with(fields.optional("meta")
                        .map(json -> OwnMetadata.of("meta", json, codec))
                        .orElseGet(Map::of));
    }

    private Conditions conditions(ObjectFields fields) {
        return new Conditions(
                fields.version("expectedVersion"),
                fields.optional("time").map(text -> headers.time("time", text)),
                false);
    }
}
