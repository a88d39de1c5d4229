package dev.recount.http.connection;

/** A body of chunks, as far as it has come. */
final class Chunks {

    private static final int MAX_LINE = 4 << 10;
    private static final int MAX_TRAILER = 16 << 10;
    private static final int MAX_SIZE_DIGITS = 8;

    /** A part of the body that comes next. */
    private enum Next {
        SIZE,
        DATA,
        DATA_END,
        TRAILER,
        NOTHING
    }

    private Next next = Next.SIZE;
    private long data;
    private int trailer;

    /** Tells whether the last chunk and what follows it have come. */
    boolean areWhole() {
        return next == Next.NOTHING;
    }

    /** Returns how many bytes come next that may be any. */
    long data() {
        return next == Next.DATA ? data : 0;
    }

    /** Takes a number of bytes that may be any. */
    void takeData(long taken) {
        data -= taken;
        if (data == 0) {
            next = Next.DATA_END;
        }
    }

    /**
     * Takes the next line, if it has come whole.
     *
     * @return where the line after it begins, or -1
     */
    int takeLine(byte[] bytes, int from, int to) throws FaultException {
        int end = Lines.next(bytes, from, to);
        if ((end < 0 ? to : end) - from > MAX_LINE) {
            throw new FaultException(HeadFault.HEAD_TOO_LONG);
        }
        if (end >= 0) {
            take(bytes, from, end - 2);
        }
        return end;
    }

    private void take(byte[] bytes, int from, int to) throws FaultException {
        if (next == Next.SIZE) {
            data = size(bytes, from, to);
            next = data == 0 ? Next.TRAILER : Next.DATA;
        } else if (next == Next.DATA_END) {
            if (from < to) {
                throw new FaultException(HeadFault.LINE_END);
            }
            next = Next.SIZE;
        } else if (from == to) {
            next = Next.NOTHING;
        } else {
            requireTrailer(bytes, from, to);
        }
    }

    private void requireTrailer(byte[] bytes, int from, int to) throws FaultException {
        trailer += to - from;
        if (trailer > MAX_TRAILER) {
            throw new FaultException(HeadFault.HEAD_TOO_LONG);
        }
        Lines.colon(bytes, from, to);
    }

    private static long size(byte[] bytes, int from, int to) throws FaultException {
        long size = 0;
        int at = from;
        while (at < to && Character.digit(bytes[at], 16) >= 0) {
            size = size * 16 + Character.digit(bytes[at], 16);
            at++;
            if (at - from > MAX_SIZE_DIGITS) {
                throw new FaultException(HeadFault.TRANSFER_ENCODING);
            }
        }
        if (at == from || (at < to && bytes[at] != ';')) {
            throw new FaultException(HeadFault.TRANSFER_ENCODING);
        }
        return size;
    }
}
