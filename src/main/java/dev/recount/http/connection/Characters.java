package dev.recount.http.connection;

/** The characters that may stand in the lines of requests, as of RFC 9110, section 5.6.2, and RFC 9112. */
final class Characters {

    private static final boolean[] NAME = new boolean[256];
    private static final boolean[] LINE = new boolean[256];

    static {
        for (int each = 0; each < LINE.length; each++) {
            LINE[each] = (each >= ' ' && each != 0x7f) || each == '\t';
        }
        for (char each :
                "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
            NAME[each] = true;
        }
    }

    private Characters() {}

    /** Tells whether a byte may stand in a name: of a method, or of a header. */
    static boolean isOfName(byte each) {
        return NAME[each & 0xff];
    }

    /** Tells whether a byte may stand in a target: what is visible in ASCII. */
    static boolean isOfTarget(byte each) {
        return each > ' ' && each < 0x7f;
    }

    /** Tells whether a byte may stand in a line: anything but control characters. */
    static boolean isOfLine(byte each) {
        return LINE[each & 0xff];
    }
}
