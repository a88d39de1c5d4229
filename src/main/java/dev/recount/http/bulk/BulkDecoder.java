package dev.recount.http.bulk;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.RequestHeaders;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CommandRequest.Conditions;
import dev.recount.stream.CommandRequest.Origin;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes the lines of one bulk request, whose headers say who sent them. */
final class BulkDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(BulkDecoder.class);

    private final Codecs codecs;
    private final RequestHeaders headers;
    private final Principal principal;
    private final Optional<String> correlation;

    BulkDecoder(Codecs codecs, RequestHeaders headers, Principal principal, Optional<String> correlation) {
        this.codecs = codecs;
        this.headers = headers;
        this.principal = principal;
        this.correlation = correlation;
    }

    BulkLine decode(int number, byte[] bytes) {
        try {
            return new BulkLine.Command(number, request(BulkFields.parse(bytes)));
        } catch (ProblemException bad) {
            return new BulkLine.Bad(number, bad.problem());
        } catch (RuntimeException defect) {
            LOG.error("Line {} of a bulk request could not be decoded", number, defect);
            return new BulkLine.Bad(number, Problem.internal());
        }
    }

    private CommandRequest request(BulkFields fields) {
        StreamId stream = stream(fields.required("stream"));
        String name = fields.required("command");
        EncodedCommand command = codecs.find(stream.type())
                .map(codec -> CommandBody.read(codec, name, fields.data(), "data"))
                .orElseThrow(() -> new ProblemException(Problem.notFound("there is no stream type " + stream.type())));
        return new CommandRequest(stream, command, origin(fields), conditions(fields), true);
    }

    private static StreamId stream(String text) {
        try {
            return StreamId.parse(text);
        } catch (IllegalArgumentException unusable) {
            throw new ProblemException(Problem.malformed(String.valueOf(unusable.getMessage())));
        }
    }

    private Origin origin(BulkFields fields) {
        String commandId = fields.optional("id")
                .map(id -> RequestHeaders.name("id", id))
                .orElseGet(() -> UUID.randomUUID().toString());
        String conversation = fields.optional("correlation")
                .map(text -> RequestHeaders.name("correlation", text))
                .or(() -> correlation)
                .orElse(commandId);
        return new Origin(commandId, principal, conversation, Optional.empty());
    }

    private Conditions conditions(BulkFields fields) {
        OptionalLong expectedVersion =
                fields.optional("expectedVersion").map(BulkDecoder::version).orElse(OptionalLong.empty());
        return new Conditions(expectedVersion, fields.optional("time").map(text -> headers.time("time", text)), false);
    }

    private static OptionalLong version(String text) {
        try {
            long version = Long.parseLong(text);
            if (version >= 0) {
                return OptionalLong.of(version);
            }
        } catch (NumberFormatException tooLong) {
            throw new ProblemException(Problem.malformed("expectedVersion: is too large"));
        }
        throw new ProblemException(Problem.malformed("expectedVersion: must not be negative"));
    }
}
