package dev.recount.stream;

/** The reasons for which a command is not decided on, or its decision not stored. */
public enum Refusal {
    /** The same command id came before, with another command. */
    COMMAND_ID_REUSED,
    /** The time given lies before the stream's last event. */
    TIME_BEFORE_LAST_EVENT,
    /** One of the events would be larger than is stored. */
    EVENT_TOO_LARGE,
    /** Another stream holds a value that this one would hold from now on; nothing was stored. */
    CLAIM_TAKEN,
    /** Others came, each time it was tried, to the events that the command is decided on; nothing was stored. */
    BOUNDARY_CHANGED,
    /** The events that the command is decided on are still being tagged; nothing was done, and it can be sent again. */
    BOUNDARY_BUILDING,
    /** The command would be decided on more events than one may be; nothing was done. */
    BOUNDARY_TOO_LARGE,
    /** One of the events that the command is decided on cannot be read; nothing was done. */
    BOUNDARY_UNREADABLE,
    /** The command is decided on the events of several streams, and is previewed on a point of the past. */
    BOUNDARY_OF_PAST,
    /** The enrichment of the command failed, as what it needs from outside could not be had; it can be sent again. */
    ENRICHMENT_FAILED,
    /** The command holds personal data of somebody who is erased; nothing was done. */
    SUBJECT_ERASED,
    /** The domain's rules failed on this command: a defect of the rules. */
    DOMAIN_DEFECT,
    /**
     * The stored events of this stream cannot be read or were tampered with; it takes no command until that is mended.
     */
    STREAM_DAMAGED,
    /** It asks for events of a stream of which nothing is kept but its latest state. */
    STATE_ALONE,
    /** Too many commands are in flight; nothing was done, and it can be sent again. */
    OVERLOADED,
    /** The journal did not take the events; nothing was done, and it can be sent again. */
    UNAVAILABLE,
    /** The journal's database takes nothing any more until the server is started again; nothing was done. */
    JOURNAL_CLOSED,
    /** It is not known whether the command was carried out; sent again with the same id, it is carried out once. */
    UNCONFIRMED;

    /** Returns what who asks for events is told of streams of which nothing is kept but the latest state. */
    public static String stateAlone(String type) {
        return "the streams of " + type + " keep their latest state alone: there are no events of the past";
    }
}
