package dev.recount.http.connection;

import dev.recount.http.answer.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A fault in the head of a request for which it is not read any further. Most of them are what one program reads in one
 * way and another in another, so that a request hides in what the program before this one took for a body.
 */
public enum HeadFault {
    REQUEST_LINE(
            400, "MALFORMED", "its first line must be a method, a target and a version, with one blank between them"),
    LINE_END(400, "MALFORMED", "each of its lines must end with CR and LF"),
    CONTROL_CHARACTER(400, "MALFORMED", "it must not have control characters"),
    FOLDED_LINE(400, "MALFORMED", "no header may go on in the next line"),
    HEADER_NAME(400, "MALFORMED", "each header must begin with a name, of the characters of names, and a colon"),
    CONTENT_LENGTH(400, "MALFORMED", "Content-Length: must be there once at most, as digits alone"),
    TRANSFER_ENCODING(400, "MALFORMED", "Transfer-Encoding: must be chunked, once, and without Content-Length"),
    TARGET_TOO_LONG(414, "URI_TOO_LONG", "its target is too long"),
    HEAD_TOO_LONG(431, "REQUEST_HEADER_FIELDS_TOO_LARGE", "its headers are too long"),
    TOO_SLOW(408, "TOO_SLOW", "its head did not arrive in time");

    private static final String TRANSFER_ENCODING_IN_SUMMARY = "Unsupported Transfer-Encoding '";

    private final int status;
    private final String code;
    private final String detail;

    HeadFault(int status, String code, String detail) {
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    /** Returns the problem that a client is told of. */
    public Problem problem() {
        return new Problem(status, code, "the request cannot be read: " + detail);
    }

    /**
     * Returns the head of a request that Pekko refuses in its turn, after the answers to the requests before it. The
     * name of the fault is in it where Pekko's words about it repeat it.
     */
    String refusedHead() {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: " + token() + "\r\n\r\n";
    }

    /** Returns the fault that Pekko's words about a head that it refuses are about, if they are about one of these. */
    public static Optional<HeadFault> of(String summary) {
        return Arrays.stream(values())
                .filter(fault -> summary.equals(TRANSFER_ENCODING_IN_SUMMARY + fault.token() + "'"))
                .findFirst();
    }

    private String token() {
        return "not-read-" + name().toLowerCase(Locale.ROOT);
    }
}
