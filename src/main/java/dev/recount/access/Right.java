package dev.recount.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The rights that callers may have. */
public enum Right {
    /** No right: every caller may ask, known or not. */
    NONE,
    /** To see streams: their states, events, decisions and past. */
    READ,
    /** To send commands. */
    WRITE,
    /** To follow the log, and to see the decisions of all streams. */
    SUBSCRIBE,
    /** To ask views. */
    QUERY,
    /** To see personal data in what may be seen anyway. */
    PERSONAL,
    /** To have worlds computed, and to see what they tell. */
    PREVIEW,
    /** To say how events are to be read that are recorded already. */
    CORRECT,
    /** To let a correction hold that somebody else has proposed, or to turn it down. */
    APPROVE,
    /** To be told all that is held of a person, and to have a person forgotten. */
    ERASE,
    /** To have events moved out of the journal. */
    ARCHIVE,
    /** To look after the server: views, handlers, nodes. */
    OPERATE;

    /** The word by which rules name all rights together, those that are still to come included. */
    public static final String ADMIN = "admin";

    /** Returns the word by which rules and documents name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the rights that a word of a rule names; none if it names none. */
    public static Set<Right> named(String word) {
        return Arrays.stream(values())
                .filter(right -> right != NONE)
                .filter(right -> word.equals(ADMIN) || word.equals(right.word()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
