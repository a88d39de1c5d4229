package dev.recount.http.connection;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Looks at single lines of requests, each without its end. */
final class Lines {

    private static final byte[] VERSION = "HTTP/".getBytes(StandardCharsets.US_ASCII);

    private Lines() {}

    /**
     * Returns where the next line begins, or -1 if this one has not come to its end yet.
     *
     * @throws FaultException if it ends in another way than lines do, or has a control character
     */
    static int next(byte[] bytes, int from, int to) throws FaultException {
        int end = from;
        while (end < to && Characters.isOfLine(bytes[end])) {
            end++;
        }
        if (end == to || (bytes[end] == '\r' && end + 1 == to)) {
            return -1;
        }
        if (bytes[end] == '\r' && bytes[end + 1] == '\n') {
            return end + 2;
        }
        boolean isEnd = bytes[end] == '\r' || bytes[end] == '\n';
        throw new FaultException(isEnd ? HeadFault.LINE_END : HeadFault.CONTROL_CHARACTER);
    }

    /** Makes sure that a line is the first one of a request. */
    static void requireRequestLine(byte[] bytes, int from, int to) throws FaultException {
        int method = from;
        while (method < to && Characters.isOfName(bytes[method])) {
            method++;
        }
        int target = method + 1;
        while (target < to && Characters.isOfTarget(bytes[target])) {
            target++;
        }
        boolean isWhole = method > from
                && method < to
                && bytes[method] == ' '
                && target > method + 1
                && target < to
                && bytes[target] == ' '
                && isVersion(bytes, target + 1, to);
        if (!isWhole) {
            throw new FaultException(HeadFault.REQUEST_LINE);
        }
    }

    private static boolean isVersion(byte[] bytes, int from, int to) {
        if (to - from != VERSION.length + "1.1".length()) {
            return false;
        }
        for (int i = 0; i < VERSION.length; i++) {
            if (bytes[from + i] != VERSION[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns where the colon after a header's name is. */
    static int colon(byte[] bytes, int from, int to) throws FaultException {
        if (bytes[from] == ' ' || bytes[from] == '\t') {
            throw new FaultException(HeadFault.FOLDED_LINE);
        }
        int colon = from;
        while (colon < to && Characters.isOfName(bytes[colon])) {
            colon++;
        }
        if (colon == from || colon == to || bytes[colon] != ':') {
            throw new FaultException(HeadFault.HEADER_NAME);
        }
        return colon;
    }

    /** Tells whether a header's name is this one, which is of small letters. */
    static boolean isName(byte[] bytes, int from, int to, String name) {
        if (to - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if ((bytes[from + i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a header's value in small letters, without the blanks around it. */
    static String value(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
