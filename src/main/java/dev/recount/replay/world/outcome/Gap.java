package dev.recount.replay.world.outcome;

/** The reasons for which a command on record could not be decided again. */
public enum Gap {
    /** Its data is not on record. */
    DATA_NOT_RECORDED("the command's data is not on record"),
    /** The rules have no such command, or cannot read it as it is recorded. */
    COMMAND_UNREADABLE("the rules have no such command, or cannot read its data"),
    /** The rules have no such stream type. */
    TYPE_UNKNOWN("the rules do not have its stream type"),
    /** An event of its stream, of this command or an earlier one, cannot be read by the rules or was tampered with. */
    STREAM_UNREADABLE("an event of its stream cannot be read or folded by the rules"),
    /** An event was recorded without the command that led to it. */
    COMMAND_NOT_RECORDED("the command that led to an event is not on record"),
    /** One of its events was corrected, and is taken as it is read since. */
    CORRECTED("an event that the command led to was corrected"),
    /** It was rejected as another stream held what its own would have, which a world does not hold. */
    VALUE_TAKEN("another stream held a value that the command's own would have held"),
    /** It is decided on the events of several streams, which a world does not look up. */
    BOUNDARY("it is decided on the events of several streams"),
    /** A handler that was run failed on an event, and did not see to it any further. */
    REACTION_FAILED("a handler that was run failed on an event");

    private final String sentence;

    Gap(String sentence) {
        this.sentence = sentence;
    }

    /** Returns the reason in words. */
    public String sentence() {
        return sentence;
    }
}
