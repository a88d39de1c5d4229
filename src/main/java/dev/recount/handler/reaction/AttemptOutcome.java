package dev.recount.handler.reaction;

import dev.recount.handler.store.TimerChange;
import java.util.List;

/** The outcome of an attempt. */
public sealed interface AttemptOutcome {

    /**
     * The reaction ended well.
     *
     * @param timers what is to be done about timers, in order
     */
    record Succeeded(List<TimerChange> timers) implements AttemptOutcome {}

    /**
     * The reaction failed, or took too long.
     *
     * @param answers the answers to the commands that it, and those before it, had sent, as JSON
     */
    record Failed(String error, String answers) implements AttemptOutcome {}
}
