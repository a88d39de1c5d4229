package dev.recount.http.endpoint;

/** The rights that endpoints need of their callers. */
public enum Access {
    /** No right: every caller may ask, known or not. */
    OPEN,
    /** To see streams: their states, events, decisions and past. */
    READ,
    /** To send commands. */
    WRITE,
    /** To say how events are to be read that are recorded already. */
    CORRECT,
    /** To be told all that is held of a person, and to have a person forgotten. */
    ERASE,
    /** To follow the log, and to see the decisions of all streams. */
    SUBSCRIBE,
    /** To ask views. */
    QUERY,
    /** To look after the server: views, handlers, nodes. */
    OPERATE
}
