package dev.recount.http.answer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * A failure as clients are told of it: a problem document (RFC 9457).
 *
 * @param status the HTTP status
 * @param code what a program may act on, such as {@code INSUFFICIENT_FUNDS}
 * @param detail what a person needs to understand it
 */
public record Problem(int status, String code, String detail) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ContentType.NonBinary PROBLEM_JSON = MediaTypes.applicationWithFixedCharset(
                    "problem+json", HttpCharsets.UTF_8)
            .toContentType();
    private static final RawHeader CHALLENGE = RawHeader.create(
            "WWW-Authenticate", "Bearer realm=\"recount\", Basic realm=\"recount\", charset=\"UTF-8\"");
    private static final RawHeader RETRY_AFTER = RawHeader.create("Retry-After", "1");

    /** Returns the problem of a request that is not as it should be; the detail begins with what it is about. */
    public static Problem malformed(String detail) {
        return new Problem(400, "MALFORMED", detail);
    }

    /** Returns the problem of a request for what is not there. */
    public static Problem notFound(String detail) {
        return new Problem(404, "NOT_FOUND", detail);
    }

    /** Returns the problem of a body that is larger than is taken. */
    public static Problem tooLarge(int maxBytes) {
        return new Problem(413, "TOO_LARGE", "the body is larger than " + maxBytes + " bytes");
    }

    /** Returns the problem that is the server's own. */
    public static Problem internal() {
        return new Problem(500, "INTERNAL", "the request failed; the server's log tells why");
    }

    /** Returns the problem as a response. */
    public HttpResponse response() {
        return response(JSON.createObjectNode());
    }

    /** Returns the problem as a response that tells more than problems do. */
    public HttpResponse response(ObjectNode more) {
        ObjectNode document = JSON.createObjectNode();
        document.put(
                "type", "urn:problem:recount:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        document.put("title", statusCode().reason());
        document.put("status", status);
        document.put("code", code);
        document.put("detail", detail);
        document.setAll(more);
        HttpResponse response = HttpResponse.create()
                .withStatus(statusCode())
                .withEntity(HttpEntities.create(PROBLEM_JSON, document.toString()));
        return switch (status) {
            case 401 -> response.addHeader(CHALLENGE);
            case 503 -> response.addHeader(RETRY_AFTER);
            default -> response;
        };
    }

    private StatusCode statusCode() {
        return StatusCodes.get(status);
    }
}
