package dev.recount.http.connection;

/** The head of a request, as far as its lines have come: of them follows how long the body after it is. */
final class RequestHead {

    private static final int MAX_LINE = 16 << 10;

    private static final int MAX_HEAD = 128 << 10;
    private static final int MAX_DIGITS = 18;

    private boolean hasFirstLine;
    private boolean isWhole;
    private long contentLength = -1;
    private boolean isChunked;
    private boolean asksForWebSocket;

    /** Tells whether its last line has come. */
    boolean isWhole() {
        return isWhole;
    }

    /** Tells whether a body of chunks follows. */
    boolean isChunked() {
        return isChunked;
    }

    /** Tells whether it asks that another protocol be spoken after it, by which bytes are no requests. */
    boolean asksForWebSocket() {
        return asksForWebSocket;
    }

    /** Returns the length of the body that follows, if that is not of chunks. */
    long bodyLength() {
        return Math.max(0, contentLength);
    }

    /**
     * Takes the lines that have come whole, up to the head's end.
     *
     * @param line where the first line begins that has not been taken
     * @param before the length of the head before that
     * @return where the next line begins
     */
    int take(byte[] bytes, int line, int to, int before) throws FaultException {
        int begin = line;
        while (!isWhole) {
            int next = Lines.next(bytes, begin, to);
            int end = next < 0 ? to : next;
            requireLength(end - begin, before + end - line);
            if (next < 0) {
                return begin;
            }
            take(bytes, begin, next - 2);
            begin = next;
        }
        return begin;
    }

    private void requireLength(int ofLine, int ofAll) throws FaultException {
        if (ofLine > MAX_LINE || ofAll > MAX_HEAD) {
            throw new FaultException(hasFirstLine ? HeadFault.HEAD_TOO_LONG : HeadFault.TARGET_TOO_LONG);
        }
    }

    private void take(byte[] bytes, int from, int to) throws FaultException {
        if (!hasFirstLine) {
            Lines.requireRequestLine(bytes, from, to);
            hasFirstLine = true;
        } else if (from == to) {
            isWhole = true;
        } else {
            header(bytes, from, to);
        }
    }

    private void header(byte[] bytes, int from, int to) throws FaultException {
        int colon = Lines.colon(bytes, from, to);
        if (Lines.isName(bytes, from, colon, "content-length")) {
            contentLength = length(Lines.value(bytes, colon + 1, to));
        } else if (Lines.isName(bytes, from, colon, "transfer-encoding")) {
            requireChunked(Lines.value(bytes, colon + 1, to));
        } else if (Lines.isName(bytes, from, colon, "upgrade")) {
            asksForWebSocket |= Lines.value(bytes, colon + 1, to).contains(OpenConnection.WEB_SOCKET);
        }
    }

    private long length(String value) throws FaultException {
        boolean isNumber = !value.isEmpty()
                && value.length() <= MAX_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber || contentLength >= 0) {
            throw new FaultException(HeadFault.CONTENT_LENGTH);
        }
        if (isChunked) {
            throw new FaultException(HeadFault.TRANSFER_ENCODING);
        }
        return Long.parseLong(value);
    }

    private void requireChunked(String value) throws FaultException {
        if (!value.equals("chunked") || isChunked || contentLength >= 0) {
            throw new FaultException(HeadFault.TRANSFER_ENCODING);
        }
        isChunked = true;
    }
}
