package dev.recount.torture.evidence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The knowledge of a client after it has sent a command to a node. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(Answer.Accepted.class),
    @JsonSubTypes.Type(Answer.Rejected.class),
    @JsonSubTypes.Type(Answer.Refused.class),
    @JsonSubTypes.Type(Answer.Unknown.class)
})
public sealed interface Answer {

    /** The status of a command that was rejected as another one was, with which it was sent together. */
    int NOT_TOGETHER = 424;

    /**
     * The command was carried out.
     *
     * @param version the stream's version after it
     * @param events how many events the answer told; none in that to a repeat
     * @param repeat whether it is the answer to an earlier attempt
     */
    record Accepted(long version, int events, boolean repeat) implements Answer {

        /** Tells whether the command, in this attempt or an earlier one, has led to events. */
        public boolean hasEvents() {
            return repeat || events > 0;
        }
    }

    /** The command was not carried out, and it makes no sense to send it again. */
    record Rejected(int status, String code, String detail) implements Answer {}

    /**
     * Nothing was done, and the command can be sent again.
     *
     * @param status 0 if no connection came about
     */
    record Refused(int status, String code) implements Answer {}

    /**
     * The command may have been carried out, or may be later; the client cannot know.
     *
     * @param status 0 if there was no answer
     */
    record Unknown(int status, String why) implements Answer {}
}
