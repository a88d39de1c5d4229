package dev.recount.json.personal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** The names that tell personal data from all else in JSON. No map may have them as keys. */
public final class Marks {

    /** The mark of what can be read. */
    public static final String PERSONAL = "$personal";
    /** The mark of what is encrypted. */
    public static final String SEALED = "$sealed";
    /** The field of the person whom it is of. */
    public static final String SUBJECT = "subject";
    /** The field of the value; what is erased has none. */
    public static final String VALUE = "value";

    private static final Set<String> RESERVED = Set.of(PERSONAL, SEALED);

    private Marks() {}

    /** Tells whether a name is that of a mark, so that no key of a map may be it. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** Tells whether a document may hold something under a mark; seldom does one of which this is true not. */
    public static boolean mayHold(byte[] document, String mark) {
        return find(document, ('"' + mark + '"').getBytes(StandardCharsets.US_ASCII), 0) >= 0;
    }

    /** Returns where some bytes stand in a document, from a place on; -1 if nowhere. */
    public static int find(byte[] document, byte[] sought, int from) {
        int last = document.length - sought.length;
        for (int i = from; i <= last; i++) {
            if (document[i] == sought[0] && document[i + 1] == sought[1] && isAt(document, i, sought)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] document, int from, byte[] sought) {
        return Arrays.equals(document, from, from + sought.length, sought, 0, sought.length);
    }
}
