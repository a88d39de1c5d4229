package dev.recount.model.process;

import dev.recount.model.EventContext;
import java.util.List;
import java.util.Optional;

/** An input to a process, which comes once, after what came before it has been stored. */
public sealed interface Input {

    /**
     * An event of another stream, which has happened.
     *
     * @param event the event, in today's form
     */
    record Happened(Object event, EventContext context) implements Input {}

    /**
     * The acceptance of a command.
     *
     * @param command the name under which the process sent it
     * @param version the version of its stream after it
     */
    record Accepted(String command, long version) implements Input {}

    /**
     * The rejection of a command, by the rules of its stream or for good by the stream.
     *
     * @param command the name under which the process sent it
     * @param reason the rejection's code; {@code NOT_PERMITTED} if a process may not send it, {@code MOVED} if its
     *     stream goes on in others, {@code SUBJECT_ERASED} if it holds personal data of somebody who is erased
     */
    record Rejected(String command, String reason, String message) implements Input {}

    /**
     * A timer that is due.
     *
     * @param timer the name under which it was set
     * @param payload what was given to it
     */
    record Fired(String timer, Optional<String> payload) implements Input {}

    /**
     * The end of the undoing that {@link Steps#compensate} demanded.
     *
     * @param notUndone the names of the commands whose undoing was rejected, in the order in which it was tried
     */
    record Compensated(List<String> notUndone) implements Input {
        public Compensated {
            notUndone = List.copyOf(notUndone);
        }
    }
}
